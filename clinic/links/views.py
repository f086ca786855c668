"""The report of broken links."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.permissions import page_permission_policy

from clinic.links.models import LinkUse, WatchedLink
from clinic.links.reporting import broken_links


def broken(request: HttpRequest) -> HttpResponse:
    """Every broken link with its page and keeper, one's own first; and what could not be checked."""
    if not page_permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    rows = sorted(broken_links(), key=lambda row: row[0] != request.user)
    unclear = LinkUse.objects.filter(link__result=WatchedLink.Result.UNCLEAR).select_related("link", "page")
    context = {
        "rows": rows,
        "unclear": unclear,
        "watched": WatchedLink.objects.count(),
        "header_title": "Broken links",
        "page_title": "Broken links",
        "header_icon": "link",
    }
    return render(request, "clinic/links/broken.html", context)
