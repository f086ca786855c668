"""Where texts are checked, published and sent to clinicians. The rules are in clinic.review.actions."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from clinic.archive.models.translation import has_translations
from clinic.checks.findings import Finding
from clinic.checks.runner import blocking, findings_as_json, findings_for
from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.people.roles import rights_table
from clinic.review import actions
from clinic.review.authors import authors_of
from clinic.review.content_hash import content_hash
from clinic.review.diff import changes
from clinic.review.gate import NotPublishable, current_review, standing
from clinic.review.models import Review, SignOffLink
from clinic.review.page_parts import parts_of
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails
from clinic.staff.publishing.forms import EmergencyForm, InviteForm, PublishForm, SignOffForm
from clinic.website.limits import too_often


def page_with_draft(page_id: int) -> tuple[ClinicPage, ClinicPage]:
    """The page as patients read it and its newest words: `(live row, newest)`."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.latest_revision_id or not isinstance(page, ClinicPage):
        raise Http404
    return page, page.get_latest_revision_as_object()


def page_for(user: User, page_id: int, right: str = "can_edit") -> tuple[Page, Page]:
    """The same for a member of staff, who must have this `right` on this very page: not on one in the bin, say."""
    page, newest = page_with_draft(page_id)
    if not getattr(page.permissions_for_user(user), right)():
        raise PermissionDenied
    return page, newest


def reading(page: Page, newest: Page) -> dict[str, Any]:
    """What a signer needs to see: the change against the live page, the findings, the review that stands."""
    live_parts = parts_of(page) if page.live else []
    return {
        "page": page,
        "newest": newest,
        "changes": changes(live_parts, parts_of(newest)),
        "findings": findings_for(newest),
        "current": current_review(newest),
        "earlier": Review.objects.of(page)[:5],
    }


def sign_off_form(request: HttpRequest, newest: Page, findings: list[Finding]) -> SignOffForm:
    overridable = [finding for finding in blocking(findings) if finding.overridable]
    return SignOffForm(
        request.POST or None,
        window=newest.review_window,
        overridable=overridable,
        initial={"seen": content_hash(newest)},
    )


def decided(request: HttpRequest, form: SignOffForm, page: Page, findings: list[Finding], signer: Signer) -> bool:
    """Carry out what the form says. True when done; else the form holds the reason."""
    if not form.is_valid():
        return False
    seen = form.cleaned_data["seen"]
    try:
        if form.signs:
            refuse_blocked(findings, form.overrides)
            actions.sign_off(page, seen, signer, decision_of(form, findings))
        else:
            actions.ask_for_change(page, seen, signer, form.cleaned_data["note"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def refuse_blocked(findings: list[Finding], overrides: dict[str, str]) -> None:
    left = [finding for finding in blocking(findings) if finding.key not in overrides]
    if left:
        raise NotPublishable(
            f"{len(left)} findings still stop this text. Have them mended, or write why they may stand."
        )


def decision_of(form: SignOffForm, findings: list[Finding]) -> dict[str, Any]:
    names = ("sources_checked", "note", "next_due")
    return {name: form.cleaned_data[name] for name in names} | {
        "findings": findings_as_json(findings),
        "overrides": form.overrides,
    }


def check(request: StaffRequest, page_id: int) -> HttpResponse:
    """Read the change, the findings and the sources; sign, or ask for a change."""
    if not request.user.may_sign_off():
        raise PermissionDenied
    page, newest = page_for(request.user, page_id)
    context = reading(page, newest)
    form = sign_off_form(request, newest, context["findings"])
    if request.method == "POST" and decided(request, form, page, context["findings"], Signer.of_user(request.user)):
        messages.success(request, "Approved. Thank you." if form.signs else "Sent back to the writer with your note.")
        return redirect("wagtailadmin_home")
    own = request.user.pk in authors_of(page, page.get_latest_revision()) and not actions.one_person_signs()
    context |= {"form": form, "own_words": own, "links": page.sign_off_links.all()[:10], "invite_form": InviteForm()}
    return render(request, "clinic/publishing/check.html", context)


def invite(request: StaffRequest, page_id: int) -> HttpResponse:
    """Send a link to a clinician without an account."""
    page, newest = page_for(request.user, page_id)
    if not (request.user.may_sign_off() or page.permissions_for_user(request.user).can_publish()):
        raise PermissionDenied
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link, token = actions.invite(page, request.user, **form.cleaned_data)
        send_link(link, token)
        messages.success(request, f"The link is on its way to {link.clinician_email}.")
        return redirect("clinic_check" if request.user.may_sign_off() else "clinic_publish", page.pk)
    return render(request, "clinic/publishing/invite.html", {"page": page, "newest": newest, "form": form})


def send_link(link: SignOffLink, token: str) -> None:
    """The mail names the page and who asks; what the page says stays behind the link."""
    address = settings.WAGTAILADMIN_BASE_URL + reverse("sign_by_link", args=[token])
    text = render_to_string("emails/sign_by_link.txt", {"link": link, "address": address})
    EmailMessage(f"Please review: {link.page.title}", text, to=[link.clinician_email]).send()


def revoke(request: StaffRequest, link_id: int) -> HttpResponse:
    """Make an open link worthless."""
    link = get_object_or_404(SignOffLink, pk=link_id)
    page_for(request.user, link.page_id)
    if not (request.user.may_sign_off() or link.page.permissions_for_user(request.user).can_publish()):
        raise PermissionDenied
    if request.method == "POST":
        actions.revoke(link, request.user)
        messages.success(request, f"The link for {link.clinician_name} no longer works.")
    return redirect("clinic_check", link.page_id)


@never_cache
def sign_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The door for a clinician without an account: one page, one revision, one signature."""
    if too_often(request, "sign-by-link", most=20, seconds=600):
        return HttpResponse("Too many tries. Please wait ten minutes.", status=429, content_type="text/plain")
    link = SignOffLink.objects.by_token(token)
    if link is None:
        return render(request, "clinic/publishing/link_closed.html", status=410)
    page, newest = page_with_draft(link.page_id)
    if content_hash(newest) != link.content_hash:
        return render(request, "clinic/publishing/link_closed.html", {"moved_on": True}, status=410)
    return signing_by_link(request, link, page, newest)


def signing_by_link(request: HttpRequest, link: SignOffLink, page: Page, newest: Page) -> HttpResponse:
    context = reading(page, newest)
    form = sign_off_form(request, newest, context["findings"])
    if request.method == "POST" and used_up(link, request, form, page, context["findings"]):
        return render(request, "clinic/publishing/link_done.html", {"link": link, "signed": form.signs})
    return render(request, "clinic/publishing/sign_by_link.html", context | {"form": form, "link": link})


def used_up(link: SignOffLink, request: HttpRequest, form: SignOffForm, page: Page, findings: list[Finding]) -> bool:
    """One use: the link is taken in the same transaction as the signature it gives."""
    with actions.transaction.atomic():
        taken = SignOffLink.objects.open().select_for_update().filter(pk=link.pk).first()
        if taken is None or not decided(request, form, page, findings, Signer.of_link(link)):
            return False
        taken.used_at = actions.timezone.now()
        taken.save(update_fields=["used_at"])
    return True


def publish(request: StaffRequest, page_id: int) -> HttpResponse:
    """Put signed words live, now or at a moment to come."""
    page, newest = page_for(request.user, page_id, "can_publish")
    form = PublishForm(request.POST or None, translated=page.live and has_translations(page))
    if request.method == "POST" and form.is_valid() and published(request, form, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = reading(page, newest) | {"form": form, "standing": standing(page), "invite_form": InviteForm()}
    return render(request, "clinic/publishing/publish.html", context)


def published(request: StaffRequest, form: PublishForm, page: Page) -> bool:
    moment = form.cleaned_data["go_live_at"]
    try:
        actions.schedule(page, request.user, moment, form.only_wording)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    said = f"It goes live on {moment:%-d %B %Y at %H:%M}." if moment else "Published. Patients read it now."
    messages.success(request, said)
    return True


def send_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """The text changed after it was signed: back to the checker."""
    page, _ = page_for(request.user, page_id)
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    if request.method == "POST":
        actions.send_back_for_checking(page, request.user)
        messages.success(request, "Sent for clinical review again.")
    return redirect("wagtailadmin_pages:edit", page.pk)


@permission_required("review.publish_unchecked", raise_exception=True)
def emergency(request: StaffRequest, page_id: int) -> HttpResponse:
    """Publish before anyone has checked, with a reason that is kept."""
    page, newest = page_for(request.user, page_id, "can_publish")
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.emergency_publish(page, Signer.of_user(request.user), form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.warning(request, "Published unchecked. It stays marked so until a second person approves it.")
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "clinic/publishing/emergency.html", reading(page, newest) | {"form": form})


def who_may_do_what(request: StaffRequest) -> HttpResponse:
    """The roles, their rights and who holds them."""
    rules = {"one_person_signs": ClinicDetails.for_request(request).one_person_signs}
    return render(request, "clinic/publishing/who_may.html", rules | {"roles": rights_table()})
