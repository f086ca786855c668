"""What belongs to no one task of the admin: its style, the style guide, lists and choosers of pages, roles."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from clinic.people.menu import PermittedItem
from clinic.people.names_of_acts import named
from clinic.staff.copying import ACTIONS, name_authors_of_page, name_authors_of_text
from clinic.staff.deputies import AwayPanel
from clinic.staff.examples_to_learn import ExampleViewSet, ThresholdViewSet
from clinic.staff.handing_over import hand_over
from clinic.staff.listings import sorted_for_people, state_known
from clinic.staff.refused_deletions import keep_what_is_held
from clinic.staff.style_guide import style_guide
from clinic.staff.who_may_do_what import who_may_do_what

HANDED_OVER = {
    "clinic.hand_over": ("Hand over", "Given to another page owner"),
}

register_snippet(ExampleViewSet)
register_snippet(ThresholdViewSet)
hooks.register("before_delete_snippet", keep_what_is_held)
hooks.register("after_copy_page", name_authors_of_page)
# Before what answers the request.
hooks.register("after_create_snippet", name_authors_of_text, order=-1)
hooks.register("register_log_actions", named(ACTIONS | HANDED_OVER))
hooks.register("construct_page_chooser_queryset", state_known)
hooks.register("construct_explorer_page_queryset", sorted_for_people)
hooks.register("register_account_settings_panel", AwayPanel)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("clinic/css/admin.css"))


@hooks.register("register_admin_urls")
def style_guide_urls() -> list[URLPattern]:
    return [path("help/writing/", style_guide, name="clinic_style_guide")]


@hooks.register("register_help_menu_item")
def style_guide_item() -> MenuItem:
    return MenuItem("Writing for patients", reverse("clinic_style_guide"), icon_name="openquote", order=10)


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    return [
        path("hand-over/", hand_over, name="clinic_hand_over"),
        path("who-may-do-what/", who_may_do_what, name="clinic_who_may"),
    ]


@hooks.register("register_settings_menu_item")
def hand_over_item() -> MenuItem:
    return PermittedItem("Hand pages over", reverse("clinic_hand_over"), "people.change_user", icon_name="group")


@hooks.register("register_settings_menu_item")
def who_may_do_what_item() -> MenuItem:
    return MenuItem("Who may do what", reverse("clinic_who_may"), icon_name="group", order=50)
