"""The register of clinicians without an account, in the admin."""

from clinic.content.viewsets import AlphabeticalIndexView, ClinicSnippetViewSet
from clinic.review.models import Clinician


class ClinicianViewSet(ClinicSnippetViewSet):
    model = Clinician
    index_view_class = AlphabeticalIndexView
    icon = "user"
    menu_label = "Clinicians by link"
    add_to_settings_menu = True
    list_display = ["name", "title", "registration", "email", "vouched_by", "standing", "until"]
