"""Where texts are reviewed and published. The rules are in clinic.review.actions."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from clinic.archive.models.translation import has_translations
from clinic.pages.models import Withdrawal
from clinic.pages.staying_up import why_it_stays_up
from clinic.people.requests import StaffRequest
from clinic.people.roles import rights_table
from clinic.review import actions, going_live
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import needs_clinician, own_hand, standing, why_a_clinician
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails
from clinic.staff.publishing.deciding import decided, header_of, noted, page_for, reading, refuse_claims, sign_off_form
from clinic.staff.publishing.forms import EmergencyForm, PublishForm, SignOffForm
from clinic.staff.publishing.reading import Reading
from clinic.staff.waiting_for_reviewer import next_button

HOME = "wagtailadmin_home"


def check(request: StaffRequest, page_id: int) -> HttpResponse:
    """Read the change, the findings and the sources; sign, or ask for a change."""
    if not request.user.may_sign_off():
        raise PermissionDenied
    newest = page_for(request.user, page_id)
    me = Signer.of_user(request.user)
    page, context = newest.page, reading(request, newest, me)
    text = context["text"]
    form = sign_off_form(request, newest, text)
    if request.method == "POST" and (said := decided(request, form, page, text.findings, me)):
        messages.success(request, said, next_button(request.user))
        too = "publish" in request.POST and form.signs and not newest.are_read
        return publish_too(request, form, newest) if too else redirect(HOME)
    own = actions.wrote(me, newest) and not actions.one_person_signs()
    context |= {
        "form": form,
        "own_words": own,
        "me": me,
        "confirms": actions.confirms(newest) and not text.stops and not text.changed,
        "may_publish": page.permissions_for_user(request.user).can_publish() and not newest.are_read,
        "links": [(link, link.state_for(newest.hash)) for link in page.sign_off_links.all()[:10]],
    }
    return render(request, "clinic/publishing/check.html", context | header_of(request, page, "Review and approve"))


def publish_too(request: StaffRequest, form: SignOffForm, newest: NewestWords) -> HttpResponse:
    """Whoever may do both does both here, with the words on this screen.

    Of a page that is translated, or that is to come down by itself, more is asked.
    """
    page = newest.page
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if newest.another_end or (page.live and has_translations(page)):
        return redirect("clinic_publish", page.pk)
    going_live.publish(page, request.user, form.cleaned_data["seen"])
    messages.success(request, "Published. Patients read it now.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def publish(request: StaffRequest, page_id: int) -> HttpResponse:
    """Put signed words live, now or at a moment to come."""
    newest = page_for(request.user, page_id, "can_publish")
    page = newest.page
    context = reading(request, newest, Signer.of_user(request.user))
    form = publish_form(request, newest, context["text"])
    if request.method == "POST" and form.is_valid() and published(request, form, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    context |= {"form": form, "standing": standing(newest)}
    context |= {"withdrawn": Withdrawal.objects.of(page).active().first()}
    context |= {"own_hand": own_hand(request.user, newest)}
    context |= {"answers_alone": not needs_clinician(newest.words), "why": why_a_clinician(newest.words)}
    context |= header_of(request, page, "Publish")
    return render(request, "clinic/publishing/publish.html", context)


def publish_form(request: StaffRequest, newest: NewestWords, text: Reading) -> PublishForm:
    page, end = newest.page, newest.words.expire_at
    ends = end if end and end > timezone.now() else None
    return PublishForm(
        request.POST or None,
        shown=newest.hash,
        noted=noted(newest, text),
        translated=page.live and has_translations(page),
        ends=ends,
        stays=why_it_stays_up(newest.words) if ends else "",
    )


def published(request: StaffRequest, form: PublishForm, page: Page) -> bool:
    moment = form.cleaned_data["go_live_at"]
    try:
        refuse_claims(page.get_latest_revision_as_object())
        end = form.cleaned_data.get("expire_at")
        going_live.schedule(page, request.user, form.cleaned_data["seen"], moment, form.only_wording, end)
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    said = f"It goes live on {moment:%-d %B %Y at %H:%M}." if moment else "Published. Patients read it now."
    messages.success(request, f"{said} It comes down on {end:%-d %B %Y at %H:%M}." if end else said)
    return True


def send_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """The text changed after it was signed: back to the checker."""
    page = page_for(request.user, page_id).page
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    if request.method == "POST":
        actions.send_back_for_checking(page, request.user)
        messages.success(request, "Sent for clinical review again.")
    return redirect("wagtailadmin_pages:edit", page.pk)


@permission_required("review.publish_unchecked", raise_exception=True)
def emergency(request: StaffRequest, page_id: int) -> HttpResponse:
    """Publish before anyone has checked, with a reason that is kept."""
    newest = page_for(request.user, page_id, "can_publish")
    page, me = newest.page, Signer.of_user(request.user)
    context = reading(request, newest, me)
    form = EmergencyForm(request.POST or None, shown=newest.hash, noted=noted(newest, context["text"]))
    if request.method == "POST" and form.is_valid():
        try:
            going_live.emergency_publish(page, me, **form.cleaned_data)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.warning(request, "Published unchecked. It stays marked so until a second person approves it.")
            return redirect("wagtailadmin_pages:edit", page.pk)
    context |= {"form": form} | header_of(request, page, "Publish unchecked")
    return render(request, "clinic/publishing/emergency.html", context)


def who_may_do_what(request: StaffRequest) -> HttpResponse:
    """The roles, their rights and who holds them."""
    rules = {"one_person_signs": ClinicDetails.for_request(request).one_person_signs}
    return render(request, "clinic/publishing/who_may.html", rules | {"roles": rights_table()})
