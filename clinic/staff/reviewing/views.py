"""The screen on which a page is reviewed. The rules are in clinic.review.approving."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin import messages

from clinic.archive.models.translation import has_translations
from clinic.people.requests import StaffRequest
from clinic.review import approving, going_live
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer
from clinic.staff.reviewing.deciding import decided, header_of, page_for, reading, sign_off_form
from clinic.staff.reviewing.forms import SignOffForm
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
    if form.is_bound and (said := decided(request, form, page, text.findings, me)):
        messages.success(request, said, next_button(request.user))
        too = "publish" in request.POST and form.signs and not newest.are_read
        return publish_too(request, form, newest) if too else redirect(HOME)
    own = approving.wrote(me, newest) and not approving.one_person_signs()
    context |= {
        "form": form,
        "own_words": own,
        "me": me,
        "confirms": approving.confirms(newest) and not text.stops and not text.changed,
        "may_publish": page.permissions_for_user(request.user).can_publish() and not newest.are_read,
        "links": [(link, link.state_for(newest.hash)) for link in page.sign_off_links.all()[:10]],
    }
    return render(request, "clinic/reviewing/check.html", context | header_of(request, page, "Review and approve"))


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


def send_back(request: StaffRequest, page_id: int) -> HttpResponse:
    """The text changed after it was signed: back to the checker."""
    page = page_for(request.user, page_id).page
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    if request.method == "POST":
        approving.send_back_for_checking(page, request.user)
        messages.success(request, "Sent for clinical review again.")
    return redirect("wagtailadmin_pages:edit", page.pk)
