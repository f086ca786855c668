"""The register of clinicians without an account, in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.review.models import Clinician


class ClinicianViewSet(SnippetViewSet):
    model = Clinician
    icon = "user"
    menu_label = "Clinicians by link"
    add_to_settings_menu = True
    list_display = ["name", "title", "registration", "email", "vouched_by", "standing", "until"]
