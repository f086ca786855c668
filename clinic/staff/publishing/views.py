"""Where texts are published, now, at a moment to come or unchecked. The rules are in clinic.review.going_live."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from clinic.archive.models.translation import has_translations
from clinic.pages.models import Withdrawal
from clinic.pages.staying_up import why_it_stays_up
from clinic.people.requests import StaffRequest
from clinic.review import going_live
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import needs_clinician, own_hand, why_a_clinician
from clinic.review.signers import Signer
from clinic.review.standing_approval import standing
from clinic.staff.publishing.forms import EmergencyForm, PublishForm
from clinic.staff.reviewing.deciding import header_of, noted, page_for, reading, refuse_claims
from clinic.staff.reviewing.forms import typed
from clinic.staff.reviewing.page_reading import Reading


def publish(request: StaffRequest, page_id: int) -> HttpResponse:
    """Put signed words live, now or at a moment to come."""
    newest = page_for(request.user, page_id, "can_publish")
    page = newest.page
    context = reading(request, newest, Signer.of_user(request.user))
    form = publish_form(request, newest, context["text"])
    if form.is_valid() and published(request, form, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    context |= {"form": form, "standing": standing(newest)}
    context |= {"withdrawn": Withdrawal.objects.of(page).active().first()}
    context |= {"own_hand": own_hand(request.user, newest)}
    alone = not needs_clinician(newest.words)
    context |= {"answers_alone": alone, "why": why_a_clinician(newest.words)}
    context |= {"may_go_live": not context["own_hand"] and bool(alone or context["standing"].review)}
    context |= header_of(request, page, "Publish")
    return render(request, "clinic/publishing/publish.html", context)


def publish_form(request: StaffRequest, newest: NewestWords, text: Reading) -> PublishForm:
    page, end = newest.page, newest.words.expire_at
    ends = end if end and end > timezone.now() else None
    return PublishForm(
        **typed(request),
        shown=newest.seen,
        noted=noted(newest, text),
        translated=page.live and has_translations(page),
        ends=ends,
        stays=why_it_stays_up(newest.words) if ends else "",
    )


def published(request: StaffRequest, form: PublishForm, page: Page) -> bool:
    moment = form.cleaned_data["go_live_at"]
    try:
        refuse_claims(NewestWords.of(page))
        end = form.cleaned_data.get("expire_at")
        going_live.schedule(page, request.user, form.cleaned_data["seen"], moment, form.only_wording, end)
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    said = f"It goes live on {moment:%-d %B %Y at %H:%M}." if moment else "Published. Patients read it now."
    messages.success(request, f"{said} It comes down on {end:%-d %B %Y at %H:%M}." if end else said)
    return True


@permission_required("review.publish_unchecked", raise_exception=True)
def emergency(request: StaffRequest, page_id: int) -> HttpResponse:
    """Publish before anyone has checked, with a reason that is kept."""
    newest = page_for(request.user, page_id, "can_publish")
    page, me = newest.page, Signer.of_user(request.user)
    context = reading(request, newest, me)
    form = EmergencyForm(**typed(request), shown=newest.seen, noted=noted(newest, context["text"]))
    if form.is_valid():
        try:
            going_live.emergency_publish(page, me, **form.cleaned_data)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.warning(request, "Published unchecked. It stays marked so until a second person approves it.")
            return redirect("wagtailadmin_pages:edit", page.pk)
    context |= {"form": form} | header_of(request, page, "Publish unchecked")
    return render(request, "clinic/publishing/emergency.html", context)
