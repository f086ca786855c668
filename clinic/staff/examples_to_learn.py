"""Examples and thresholds in the admin, under Settings."""

from wagtail.admin.ui.tables import Column

from clinic.content.viewsets import ClinicSnippetViewSet
from clinic.content.yes_no_column import YesNoColumn
from clinic.meaning.models import Example, Threshold


class ExampleViewSet(ClinicSnippetViewSet):
    model = Example
    icon = "list-ul"
    menu_label = "Examples to learn from"
    search_fields = ["text", "label"]
    add_to_settings_menu = True
    list_display = [
        "text",
        Column("get_subject_display", label="For", sort_key="subject"),
        Column("label", label="What it is", sort_key="label"),
        YesNoColumn("should_find", "Should be found"),
        Column("get_language_display", label="Language", sort_key="language"),
        YesNoColumn("is_on", "In use"),
    ]
    list_filter = ["subject", "label", "should_find", "language", "is_on"]
    list_export = ["text", "subject", "label", "should_find", "language", "is_on"]


class ThresholdViewSet(ClinicSnippetViewSet):
    model = Threshold
    icon = "sliders"
    menu_label = "Thresholds"
    add_to_settings_menu = True
    list_display = [Column("__str__", label="What"), Column("value", label="Counts from", sort_key="value")]
