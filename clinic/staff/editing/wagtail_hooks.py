"""What the page editor does besides Wagtail: refuses to save over a newer draft, and says what waits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from clinic.pages.models.clinic_page import ClinicPage
from clinic.people.log_actions import named
from clinic.staff.editing.keep_aside import keep_aside
from clinic.staff.editing.merge_view import show_both, two_versions
from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.staleness import base_of, is_stale

NEWER = "Somebody saved a newer version of this page after you opened it."
WAITING = 'A draft of yours is kept aside: a newer one was there first. <a href="{}">See both versions</a>'
ACTIONS = {
    "clinic.kept_aside": ("Keep a draft aside", "Draft kept aside: a newer one was there first"),
    "clinic.kept_aside_taken": ("Take a draft kept aside", "Draft kept aside taken as the newest"),
}

hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("before_edit_page")
def tell_what_waits(request: HttpRequest, page: Page) -> None:
    if request.method != "GET":
        return
    if isinstance(page, ClinicPage) and (said := page.why_it_cannot_be_saved()):
        messages.warning(request, said)
    for kept in KeptAside.objects.waiting(page.pk, request.user)[:1]:
        messages.warning(request, format_html(WAITING, reverse("clinic_two_versions", args=[kept.pk])))


@hooks.register("before_edit_page")
def refuse_stale_save(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Never a word lost: autosave is told as Wagtail's editor expects it, a person gets both texts."""
    lock = page.get_lock()
    if request.method != "POST" or page.alias_of_id or (lock and lock.for_user(request.user)):
        return None
    newest = page.get_latest_revision()
    if not is_stale(request.POST, newest, request.user):
        return None
    if not request.accepts("text/html"):
        refused = {"success": False, "error_code": "invalid_revision", "error_message": NEWER}
        return JsonResponse(refused, status=400)
    kept = keep_posted(request, page)
    return show_both(request, kept, status=409) if kept else hand_back(request, page)


def keep_posted(request: HttpRequest, page: Page) -> KeptAside | None:
    """None when what was posted cannot even be kept as a draft."""
    newest, base = page.get_latest_revision(), base_of(request.POST, page)
    form = page.get_edit_handler().get_form_class()(
        request.POST, request.FILES, instance=page, parent_page=page.get_parent(), for_user=request.user
    )
    form.defer_required_fields()
    if form.is_valid():
        return keep_aside(form.save(commit=False), request.user, base, newest)
    form.restore_required_fields()
    return None


def hand_back(request: HttpRequest, page: Page) -> None:
    """Lets Wagtail show the form again as it was typed. It still does not say that it grew from the newest draft."""
    messages.warning(request, f"{NEWER} Mend what is marked and save: then you see both versions together.")
    page.latest_revision_id = None


@hooks.register("register_admin_urls")
def two_versions_url() -> list[URLPattern]:
    return [path("pages/two-versions/<int:pk>/", two_versions, name="clinic_two_versions")]


@hooks.register("insert_editor_js")
def keep_last_words() -> SafeString:
    return format_html('<script src="{}"></script>', static("clinic/js/keep-last-words.js"))


@hooks.register("insert_editor_js")
def newer_version() -> SafeString:
    return format_html('<script src="{}"></script>', static("clinic/js/newer-version.js"))
