"""Redirects, typed or imported: they may lead to an address of our own, and an import says in which row what is wrong.

Wagtail's form takes whole addresses only, and its import makes forms of its own. Both are one form here.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.validators import URLValidator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import force_str
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.contrib.redirects.forms import ConfirmImportForm, ConfirmImportManagementForm, ImportForm, RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.permissions import permission_policy
from wagtail.contrib.redirects.utils import get_file_storage, get_import_formats, get_supported_extensions
from wagtail.contrib.redirects.views import CreateView, EditView, to_readable_errors
from wagtail.log_actions import log
from wagtail.models import Site

from clinic.content.changed_meanwhile import BoundToVersion
from clinic.pages.redirects import page_at
from clinic.people.requests import StaffRequest

NOWHERE = "Choose a page or write an address: patients would be led nowhere."
NO_ADDRESS = "Write an address that begins with https://, or with a slash for one of our own, such as /contact/."
# The header is the first row of a sheet.
FIRST_ROW = 2


def own_place(address: str) -> str:
    """What stands behind the name of our own site, as in /contact/; empty for an address elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    # With their ports: on another one there is another website.
    ours = {urlsplit(one).netloc for one in (settings.SITE_URL, *(site.root_url for site in Site.objects.all()))}
    inside = address.startswith("/") and not address.startswith("//")
    if not inside and not (parts.scheme in ("http", "https") and parts.netloc.lower() in ours):
        return ""
    return parts._replace(scheme="", netloc="", path=f"/{parts.path.lstrip('/')}").geturl()


class OwnRedirectForm(RedirectForm):
    """An address of our own leads to the page that lives there, wherever that moves, or is kept without its host."""

    redirect_link = forms.CharField(
        label="Redirect to any address",
        required=False,
        max_length=255,
        help_text="With https:// before it, or, of our own site, as /contact/.",
    )

    def clean_redirect_link(self) -> str:
        link: str = self.cleaned_data["redirect_link"]
        if link and not own_place(link):
            URLValidator(["http", "https"], message=NO_ADDRESS)(link)
        return link

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        link, page = said.get("redirect_link"), said.get("redirect_page")
        if not link and not page and "redirect_link" not in self.errors:
            self.add_error("redirect_link", NOWHERE)
        place = own_place(link or "")
        if place:
            # The model's field would refuse what has no host.
            said["redirect_link"] = f"{settings.SITE_URL}{place}"
            self.lead_to(place)
        return said

    def lead_to(self, place: str) -> None:
        """To the page itself, unless a part of it was meant or it is somebody's choice already."""
        parts = urlsplit(place)
        path = unquote(parts.path).strip("/")
        page = None if parts.query or parts.fragment else page_at(f"/{path}".rstrip("/"))
        if page and not self.cleaned_data.get("redirect_page"):
            self.cleaned_data |= {"redirect_page": page, "redirect_link": ""}

    def save(self, commit: bool = True) -> Redirect:
        self.instance.redirect_link = own_place(self.instance.redirect_link) or self.instance.redirect_link
        made: Redirect = super().save(commit)
        return made


class AddRedirect(CreateView):
    form_class = OwnRedirectForm


class ChangeRedirect(BoundToVersion, EditView):
    form_class = OwnRedirectForm


@require_POST
def process_import(request: StaffRequest) -> HttpResponse:
    """In place of Wagtail's: the same file and the same two questions, read row by row."""
    if not permission_policy.user_has_permission(request.user, "add"):
        raise PermissionDenied
    signed = ConfirmImportManagementForm(request.POST)
    if not signed.is_valid():
        raise SuspiciousOperation("The form came back damaged.")
    said = signed.cleaned_data
    read_as = get_import_formats()[int(said["input_format"])]()
    file = get_file_storage()(name=said["import_file_name"])
    data = file.read(read_as.get_read_mode())
    dataset = read_as.create_dataset(data if read_as.is_binary() else force_str(data))
    form = ConfirmImportForm(dataset.headers, request.POST, request.FILES, initial=said)
    if not form.is_valid():
        return render(request, "wagtailredirects/confirm_import.html", {"form": form, "dataset": dataset})
    summary = bring_in(dataset, form.cleaned_data)
    file.remove()
    return told(request, summary)


def bring_in(rows: Sequence[Sequence[Any]], chosen: dict[str, Any]) -> dict[str, Any]:
    """Each row by itself. Rows that say nothing are none: programs for tables leave them at the end."""
    columns = int(chosen["from_index"]), int(chosen["to_index"])
    errors, total = [], 0
    for number, old, link in said_in(rows, *columns):
        total += 1
        if wrong := made_of(old, link, chosen):
            errors.append([old, link, f"Row {number}: {wrong}"])
    return {"errors": errors, "errors_count": len(errors), "successes": total - len(errors), "total": total}


def said_in(rows: Sequence[Sequence[Any]], old: int, link: int) -> Iterator[tuple[int, str, str]]:
    """As in (3, "/old", "/new"): the number of the row in the sheet, and what stands in these two columns."""
    for number, row in enumerate(rows, FIRST_ROW):
        said = ["" if cell is None else str(cell).strip() for cell in row]
        if any(said):
            said += [""] * (max(old, link) + 1 - len(said))
            yield number, said[old], said[link]


def made_of(old: str, link: str, chosen: dict[str, Any]) -> str:
    """Makes the redirect, or says why not."""
    site = chosen["site"]
    data = {"old_path": old, "redirect_link": link, "is_permanent": chosen["permanent"], "site": site and site.pk}
    form = OwnRedirectForm(data)
    if not form.is_valid():
        wrong: str = to_readable_errors(form.errors.as_text())
        return wrong
    with transaction.atomic():
        log(form.save(), "wagtail.create")
    return ""


def told(request: StaffRequest, summary: dict[str, Any]) -> HttpResponse:
    if summary["errors"]:
        context = {"form": ImportForm(get_supported_extensions()), "import_summary": summary}
        return render(request, "wagtailredirects/import_summary.html", context)
    total = summary["total"]
    messages.success(request, f"Imported {total} redirect{'' if total == 1 else 's'}")
    return redirect("wagtailredirects:index")
