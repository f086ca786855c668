"""Every place where a change of a shared text will be read, and the one decision about all of them."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from clinic.archive.shared_texts import proposals
from clinic.content.deletion_guard import named
from clinic.content.models import SharedText
from clinic.people.requests import StaffRequest
from clinic.review.approving import one_person_signs
from clinic.review.objections import sent_back_to
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts
from clinic.staff.reviewing.decision_form import DecisionForm
from clinic.staff.shared_changes.change_rows import SharedReading
from clinic.staff.waiting_for_reviewer import next_button


def shared_change(request: StaffRequest, label: str, text_id: int) -> HttpResponse:
    """All places before and after. Whoever writes shared texts may look; clinical reviewers decide."""
    model = next((model for model in shared_texts() if model._meta.label_lower == label), None)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        raise PermissionDenied
    shared = get_object_or_404(model, pk=text_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and may_decide(request) and form.is_valid() and decided(request, form, shared):
        return redirect("wagtailadmin_home")
    try:
        return shown(request, form, shared, proposals.Proposal(shared))
    except NotPublishable as refusal:
        messages.error(request, " ".join(refusal.messages))
        is_gone = not model._base_manager.filter(pk=text_id).exists()
        return redirect(list_url(shared) if is_gone else edit_url(request, shared))


def may_decide(request: StaffRequest) -> bool:
    if not request.user.may_sign_off():
        raise PermissionDenied
    return True


def decided(request: StaffRequest, form: DecisionForm, shared: SharedText) -> bool:
    """Whether it is done; else the form holds the reason, and is bound to what is shown now."""
    seen, note, signer = form.cleaned_data["seen"], form.cleaned_data["note"], Signer.of_user(request.user)
    try:
        if form.signs:
            pages = proposals.approve(shared, seen, signer, note)
            on = f": {named(pages)}" if pages else ""
            text = type(shared)._base_manager.get(pk=shared.pk)
            said = f"Approved and published: “{text}”. Patients read it now {where(shared, len(pages))}{on}."
        else:
            said = sent_back_to(proposals.ask_for_change(shared, seen, signer, note))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, said, next_button(request.user))
    return True


def shown(request: StaffRequest, form: DecisionForm, shared: SharedText, proposal: proposals.Proposal) -> HttpResponse:
    own = bool(Signer.of_user(request.user).accounts & proposal.authors) and not one_person_signs()
    form.bind(proposal.hash)
    pages = where(shared, len(proposal.places))
    may_sign = request.user.may_sign_off()
    context = {
        "form": form if may_sign else None,
        "shared": shared,
        "change": capfirst(f"{shared._meta.verbose_name}: {shared.change_in_words()}"),
        "edit_url": edit_url(request, shared),
        "text": SharedReading(proposal, pages),
        "me": Signer.of_user(request.user),
        "approve": f"Approve and publish {pages}",
        "pages": pages,
        "is_new": not shared.live,
        "unsigned": [place.page for place in proposal.places if not place.review],
        "may_sign": may_sign,
        "own_words": own,
    }
    return render(request, "clinic/shared_changes/shared_change.html", context | header_of(request, shared))


def header_of(request: StaffRequest, shared: SharedText) -> dict[str, Any]:
    """Wagtail's own header, as on the screen of a page: on a phone it keeps the button of the menu off the words."""
    task = "Review the change"
    items = [
        {"url": list_url(shared), "label": capfirst(shared._meta.verbose_name_plural)},
        {"url": edit_url(request, shared), "label": str(shared)},
        {"url": "", "label": task},
    ]
    return {"header_icon": "check", "breadcrumbs_items": items}


def where(shared: SharedText, pages: int) -> str:
    number = f"on {pages} page{'' if pages == 1 else 's'}"
    if not shared.is_listed:
        return number
    return f"{number}, in the list of words and in search" if pages else "in the list of words and in search"


def list_url(shared: SharedText) -> str:
    return reverse(shared.snippet_viewset.get_url_name("list"))


def edit_url(request: StaffRequest, shared: SharedText) -> str:
    return AdminURLFinder(request.user).get_edit_url(shared) or ""
