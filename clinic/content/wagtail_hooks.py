"""Key figures, times and pictures of people in the admin; what the rich text editor offers (rich_text_features)."""

from django.db.models import DateTimeField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.snippets.models import register_snippet

from clinic.content.forms import readable
from clinic.content.local_times import ClinicTime
from clinic.content.rich_text_features import key_figure, places_on_pages
from clinic.content.viewsets import KeyFigureChooser, KeyFigureViewSet, key_figure_chooser

register_snippet(KeyFigureViewSet)
register_form_field_override(DateTimeField, override={"form_class": ClinicTime, "widget": AdminDateTimeInput})
hooks.register("register_rich_text_features", key_figure)
# After Wagtail's own links, whose place these take.
hooks.register("register_rich_text_features", places_on_pages, order=10)

# The picture of a member of staff, for which Wagtail has no setting.
portrait = AvatarPreferencesForm.base_fields["avatar"]
portrait.to_python = readable(portrait.to_python)


@hooks.register("insert_global_admin_js")
def dates_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("clinic/js/dates.js"))


@hooks.register("register_admin_viewset")
def register_key_figure_chooser() -> KeyFigureChooser:
    return key_figure_chooser
