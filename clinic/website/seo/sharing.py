"""The picture beside a shared link: its address, and where it is kept once it was drawn."""

import logging
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from clinic.ops.atomic_write import atomic_write
from clinic.review.review_status import ReviewStatus, review_status
from clinic.site.models import ClinicDetails
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from clinic.website.seo.share_card import ShareCard

log = logging.getLogger(__name__)

# One a page is kept. Those of pages that are gone go when there are more than this, the oldest first.
MOST_KEPT = 5000
A_YEAR = 365 * 24 * 3600


def card_of(page: Page, checked: ReviewStatus, details: ClinicDetails) -> ShareCard:
    """The ShareCard of a page, in the active language."""
    return ShareCard(page.card_title, details.name, checked_line(checked))


def checked_line(checked: ReviewStatus) -> str:
    """Empty, too, where one person wrote and checked it: there is no room to say so."""
    if checked.review is None or not checked.is_checked or checked.by_one_person:
        return ""
    day = date_format(localtime(checked.review.created_at), "DATE_FORMAT")
    return _("Checked by %(who)s on %(day)s.") % {"who": checked.review.signed_by, "day": day}


def path_of(page: Page, card: ShareCard) -> str:
    """Its address without host: another one for other words, so that browsers and apps may keep the picture."""
    return reverse("share_card", args=[page.pk, card.mark])


@require_safe
def share_card(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """`/share/<page>-<mark>.png` for public pages; a mark of earlier words leads to the picture of today."""
    found = for_visitors(Page.objects.filter(pk=pk)).select_related("locale").first()
    page = found and found.specific
    if not getattr(page, "card_title", None) or not page.get_url(request):
        raise Http404
    with translation.override(found.locale.language_code):
        card = card_of(page, review_status(page), SiteContext.of(request).details)
    if mark != card.mark:
        return redirect(path_of(page, card))
    headers = {
        "Cache-Control": f"public, max-age={A_YEAR}, immutable",
        # Made to be shown elsewhere, unlike everything else here.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return HttpResponse(kept_or_drawn(page, card), content_type="image/png", headers=headers)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "share"


def kept_or_drawn(page: Page, card: ShareCard) -> bytes:
    """The picture as bytes, from the disk where it was drawn before. A full disk keeps nobody from seeing it."""
    file = folder() / f"{page.pk}-{card.mark}.png"
    try:
        return file.read_bytes()
    except OSError:
        drawn = card.png()
    try:
        atomic_write(file, drawn)
        make_room(page, file)
    except OSError as error:
        log.warning("The picture of page %s cannot be kept: %s", page.pk, error)
    return drawn


def make_room(page: Page, newest: Path) -> None:
    for earlier in folder().glob(f"{page.pk}-*.png"):
        if earlier != newest:
            earlier.unlink(missing_ok=True)
    kept = sorted(folder().glob("*.png"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in kept[MOST_KEPT:]:
        file.unlink(missing_ok=True)
