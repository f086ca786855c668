"""What is read before a decision, and how it is carried out: the same by account and by link."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from clinic.checks.findings import Finding
from clinic.checks.runner import blocking, findings_as_json, findings_for, overridable
from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review import approving
from clinic.review.last_signed import Earlier
from clinic.review.models import Review, TellsChanges
from clinic.review.newest_words import NewestWords
from clinic.review.objections import ask_for_change
from clinic.review.open_objection import open_objection
from clinic.review.publishing_gate import NotPublishable, needs_clinician
from clinic.review.remarks import asked_in
from clinic.review.seen_parts import SeenParts
from clinic.review.signers import Signer
from clinic.review.standing_approval import lets_live
from clinic.staff.reviewing.forms import SignOffForm, typed
from clinic.staff.reviewing.new_to_reader import tell_meanwhile, tell_since_decided
from clinic.staff.reviewing.original import Original
from clinic.staff.reviewing.page_reading import ALL, CHANGES, Reading
from clinic.staff.reviewing.state_of_words import state_of_words
from clinic.staff.stages.stage_rules import day, named


def page_with_draft(page_id: int) -> NewestWords:
    """The page as patients read it and its newest words."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.latest_revision_id or not isinstance(page, ClinicPage):
        raise Http404
    return NewestWords.of(page)


def page_for(user: User, page_id: int, right: str = "can_edit") -> NewestWords:
    """The same for a member of staff, who must have this `right` on this very page: not on one in the bin, say."""
    newest = page_with_draft(page_id)
    if not getattr(newest.page.permissions_for_user(user), right)():
        raise PermissionDenied
    return newest


def reading(request: HttpRequest, newest: NewestWords, signer: Signer) -> dict[str, Any]:
    """What a signer needs to see: the text with what changed since it was signed last, the findings, who signed."""
    text = Reading(newest.words, Earlier.of(newest.page), findings_for(newest.words))
    text.tell_hands(newest)
    text.put_asked(asked_in(newest))
    text.put_original(Original.of(newest))
    if request.POST.get("seen", newest.seen) != newest.seen:
        tell_meanwhile(text, newest, request.POST.get("seen_parts", ""))
    tell_since_decided(text, newest, signer)
    mode = request.GET.get("show")
    mode = mode if mode in (ALL, CHANGES) else text.mode
    reviews = Review.objects.of(newest.page)
    current = lets_live(newest.page, newest.hash)
    return state_of_words(newest, signer, current) | {
        "page": newest.page,
        "newest": newest.words,
        "text": text,
        "mode": mode,
        # Asked for when it is shown: by then the form has put what is typed beside its words.
        "runs": text.folded(mode),
        "folds_findings": text.folds_findings(mode),
        "unchanged_findings": text.about_unchanged(),
        "are_read": newest.are_read,
        "current": current,
        "objection": open_objection(newest),
        "writers_note": writers_note(newest),
        "earlier": reviews[:5],
        "kept_pictures": reverse("clinic_file_as_it_was", args=["-"]).removesuffix("-"),
    }


def writers_note(newest: NewestWords) -> str:
    """What its writer says of this change. A note of an earlier one is out already."""
    words = newest.words
    is_new = isinstance(words, TellsChanges) and words.change_since == newest.page.live_revision_id
    return words.change_note.strip() if is_new and newest.page.live else ""


def sign_off_form(request: HttpRequest, newest: NewestWords, text: Reading) -> SignOffForm:
    """The form of a decision; it asks for reasons beside the findings that they are about."""
    begins = typed(request)
    if (said := begins.get("data")) and "publish" in said:
        said["outcome"] = SignOffForm.SIGN
    longest, passages = newest.words.review_within, [row.key for row in text.to_remark_on]
    reasons = overridable(text.findings)
    shown = {"shown": newest.seen, "noted": noted(newest, text)}
    form = SignOffForm(**begins, longest=longest, overridable=reasons, passages=passages, **shown)
    text.take_fields(form)
    return form


def noted(newest: NewestWords, text: Reading) -> str:
    """For the form: what is shown, so that it can be told what became another while the screen was open."""
    return str(SeenParts.of(newest.revision.pk, text.written))


def header_of(request: StaffRequest, page: Page, task: str) -> dict[str, Any]:
    """Wagtail's own header of the screen: the way to the page, and the task."""
    items = get_breadcrumbs_items_for_page(page, request.user)
    return {"header_title": task, "header_icon": "check", "breadcrumbs_items": [*items, {"url": "", "label": task}]}


def decided(request: HttpRequest, form: SignOffForm, page: Page, findings: list[Finding], signer: Signer) -> str:
    """Carry out what the form says. What followed, in words; empty when the form holds the reason why not."""
    if not form.is_valid():
        return ""
    seen = form.cleaned_data["seen"]
    try:
        if not form.signs:
            return str(ask_for_change(page, seen, signer, form.cleaned_data["note"], form.remarks))
        refuse_blocked(findings, form.overrides)
        return approved(approving.sign_off(page, seen, signer, decision_of(form, findings)))
    except approving.AlreadyApproved as refusal:
        if "publish" in request.POST:
            return str(refusal.message)
        form.refuse(refusal)
    except ValidationError as refusal:
        form.refuse(refusal)
    return ""


def approved(review: Review) -> str:
    """An approval puts nothing live; whoever reads no more than "Approved" would think so."""
    page = review.page.specific
    done = f"Approved: “{page.get_admin_display_title()}”."
    if review.outcome == Review.Outcome.STILL_ACCURATE and review.next_due:
        again = day(review.next_due)
        return f"Still accurate: “{page.get_admin_display_title()}”. It is to be reviewed again by {again}."
    if page.live and page.live_hash == review.content_hash:
        return f"{done} These are the words that patients read already."
    return f"{done} Next, a publisher puts it live: {named('publisher')}."


def refuse_blocked(findings: list[Finding], overrides: dict[str, str]) -> None:
    left = [finding for finding in blocking(findings) if finding.key not in overrides]
    if left:
        raise NotPublishable(
            f"{len(left)} findings still stop this text. Have them mended, or write why they may stand."
        )


def refuse_claims(newest: NewestWords) -> None:
    """Where no clinician decides, nobody may say why a claim may stand; an address may have changed since one did."""
    review = lets_live(newest.page, newest.hash)
    if not review and not needs_clinician(newest.words):
        refuse_blocked(findings_for(newest.words), {})
    elif newest.words.slug != newest.page.slug or not newest.page.live:
        findings = findings_for(newest.words)
        address = newest.words.editor_anchor("slug")
        refuse_blocked([one for one in findings if one.place.anchor == address], review.overrides if review else {})


def decision_of(form: SignOffForm, findings: list[Finding]) -> dict[str, Any]:
    names = ("sources_checked", "note", "next_due")
    return {name: form.cleaned_data[name] for name in names} | {
        "answer": form.cleaned_data["note"],
        "findings": findings_as_json(findings),
        "overrides": form.overrides,
    }
