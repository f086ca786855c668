"""Clinicians without an account: a link is sent, taken back, and used once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from clinic.archive.kept_files import kept
from clinic.checks.findings import Finding
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.people.staff_mail import address_in_admin
from clinic.review import signing_links
from clinic.review.last_signed import Earlier, words_of
from clinic.review.models import Review, SignOffLink
from clinic.review.newest_words import NewestWords
from clinic.review.open_objection import open_objection
from clinic.review.signers import Signer
from clinic.staff.one_time_link import OneTimeLink, deliver
from clinic.staff.reviewing.deciding import (
    decided,
    page_for,
    page_with_draft,
    reading,
    sign_off_form,
)
from clinic.staff.reviewing.forms import OVERRIDE, REMARK, InviteForm, SignOffForm, TakeOffForm
from clinic.staff.reviewing.pictures import kept_pictures
from clinic.website.limits import too_often

SHOWN = "As you have seen it, somebody else publishes what is approved by it."


def invite(request: StaffRequest, page_id: int) -> HttpResponse:
    """Send a link to a clinician without an account."""
    newest = page_for(request.user, page_id)
    page = newest.page
    refuse_who_may_not_ask(request.user, page)
    form = InviteForm(request.POST or None, shown=newest.seen)
    if request.method == "POST" and form.is_valid() and (link := link_to(page, request.user, form)):
        back = "clinic_check" if request.user.may_sign_off() else "clinic_publish"
        return deliver(request, link, reverse(back, args=[page.pk]))
    context = {"page": page, "newest": newest.words, "form": form, "objection": open_objection(newest)}
    return render(request, "clinic/reviewing/invite.html", context)


def refuse_who_may_not_ask(user: User, page: Page) -> None:
    if not (user.may_sign_off() or page.permissions_for_user(user).can_publish()):
        raise PermissionDenied


def link_to(page: Page, asking: User, form: InviteForm) -> OneTimeLink | None:
    """None where it may not be; then the form holds the reason."""
    try:
        link, token = signing_links.invite(page, asking, form.cleaned_data["seen"], form.cleaned_data["clinician"])
    except ValidationError as refusal:
        form.refuse(refusal)
        return None
    address = address_in_admin("sign_by_link", token)
    return OneTimeLink(address, link.expires_at, link.clinician_name, letter_with(link, address), SHOWN)


def letter_with(link: SignOffLink, address: str) -> EmailMessage:
    """It names the page and who asks; what the page says stays behind the link."""
    text = render_to_string("emails/sign_by_link.txt", {"link": link, "address": address})
    return EmailMessage(f"Please review: {link.page.title}", text, to=[link.clinician_email])


def revoke(request: StaffRequest, link_id: int) -> HttpResponse:
    """Make an open link worthless."""
    link = get_object_or_404(SignOffLink, pk=link_id)
    page = page_for(request.user, link.page_id).page
    refuse_who_may_not_ask(request.user, page)
    if request.method == "POST":
        signing_links.revoke(link, request.user)
        messages.success(request, f"The link for {link.clinician_name} no longer works.")
    return redirect("clinic_check", link.page_id)


@never_cache
def sign_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The door for a clinician without an account: one page, one revision, one signature, and the way back from it."""
    if too_often(request, "sign-by-link", most=20, seconds=600):
        return HttpResponse("Too many tries. Please wait ten minutes.", status=429, content_type="text/plain")
    link = SignOffLink.objects.by_token(token)
    if link and (read := words_behind(link)):
        return signing_by_link(request, link, read)
    used = SignOffLink.objects.used_by_token(token)
    if used and (review := signing_links.standing_by(used)):
        return signed_by_link(request, used, review)
    return closed(request, link, used)


@never_cache
def page_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page itself as patients will see it, pictures and all."""
    link = SignOffLink.objects.by_token(token)
    read = link and words_behind(link)
    if not read:
        return closed(request, link)
    return read.words.make_preview_request(request, read.words.default_preview_mode)


@never_cache
def picture_by_link(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A picture as it was when the page was signed last, for whoever compares it with that of today by this link."""
    link = SignOffLink.objects.by_token(token)
    read = link and words_behind(link)
    if not read or name not in kept_pictures(Earlier.of(read.page)):
        raise Http404
    return FileResponse(kept().open(name), filename=name)


def words_behind(link: SignOffLink) -> NewestWords | None:
    """Of its page; None where the newest words are others than those it was made for."""
    newest = page_with_draft(link.page_id)
    return newest if newest.hash == link.content_hash else None


def closed(request: HttpRequest, link: SignOffLink | None, used: SignOffLink | None = None) -> HttpResponse:
    """Whoever used it is told what they did with it: they may press the button of an older tab."""
    done = Review.objects.filter(link=used).last() if used else None
    context = {"moved_on": bool(link), "done": done, "again": request.method == "POST", "typed": words_in(request)}
    return render(request, "clinic/reviewing/link_closed.html", context, status=410)


def words_in(request: HttpRequest) -> list[str]:
    """What was typed beside words that are others by now: it is handed back."""
    said = [text for name, text in request.POST.dict().items() if name == "note" or name.startswith((REMARK, OVERRIDE))]
    return [text for text in map(str, said) if text.strip()]


def signing_by_link(request: HttpRequest, link: SignOffLink, newest: NewestWords) -> HttpResponse:
    me = Signer.of_link(link)
    context = reading(request, newest, me)
    form = sign_off_form(request, newest, context["text"])
    if form.is_bound and used_up(link, request, form, newest.page, context["text"].findings):
        page = Page.objects.get(pk=link.page_id).specific
        done = {"signed": form.signs, "are_read": page.live and page.live_hash == link.content_hash}
        return render(request, "clinic/reviewing/link_done.html", done)
    if form.is_bound and not form.errors:
        return redirect(request.path)  # Used in another tab at the same moment.
    return render(
        request,
        "clinic/reviewing/sign_by_link.html",
        context | {"form": form, "link": link, "me": me, "kept_pictures": f"{request.path}picture/"},
    )


def used_up(link: SignOffLink, request: HttpRequest, form: SignOffForm, page: Page, findings: list[Finding]) -> bool:
    """One use: the link is taken in the same transaction as the signature it gives."""
    with transaction.atomic():
        if not signing_links.take(link):
            return False
        if not decided(request, form, page, findings, Signer.of_link(link)):
            transaction.set_rollback(True)
            return False
        signing_links.end_others(page, link.clinician)
    return True


def signed_by_link(request: HttpRequest, link: SignOffLink, review: Review) -> HttpResponse:
    """For as long as patients read what was signed: the very words, and the way to take the name off."""
    page = link.page.specific
    # A decision, of a tab in which the text was still to be reviewed.
    again = request.POST.get("outcome", "")
    form = TakeOffForm(None if again else request.POST or None, shown=page.live_hash)
    if form.is_valid():
        try:
            signing_links.take_name_off(link, form.cleaned_data["seen"], form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return render(request, "clinic/reviewing/link_done.html", {"taken_off": True})
    now = Review.objects.of(page).for_words(page.live_hash).permitting().approving().first()
    words = [part for part in words_of(review) if part.words.strip("[] \n")]
    context = {"page": page, "form": form, "review": review, "words": words, "now": now, "again": again}
    return render(request, "clinic/reviewing/signed_by_link.html", context)
