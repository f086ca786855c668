"""Every place where a change of a shared text will be read, and the one decision about all of them."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from clinic.archive import proposals
from clinic.content.models import SharedText
from clinic.people.requests import StaffRequest
from clinic.review.actions import one_person_signs
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts
from clinic.staff.bound_forms import BoundForm
from clinic.staff.waiting_for_reviewer import next_button


class DecisionForm(BoundForm):
    """Which button was pressed is the decision."""

    APPROVE, CHANGE = "approve", "change"

    note = forms.CharField(
        label="Note",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you ask for a change.",
    )

    def clean(self) -> None:
        super().clean()
        if self.data.get("decide") not in {self.APPROVE, self.CHANGE}:
            raise ValidationError("Press one of the two buttons.")
        if not self.approves and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Write what should change.")

    @property
    def approves(self) -> bool:
        return self.data.get("decide") == self.APPROVE


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
        return redirect(edit_url(request, shared))
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
        if form.approves:
            pages = proposals.approve(shared, seen, signer, note)
            said = f"Approved and published. Patients read it now {where(shared, pages)}."
        else:
            proposals.ask_for_change(shared, seen, signer, note)
            said = "Sent back to the writer with your note."
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, said, next_button(request.user))
    return True


def shown(request: StaffRequest, form: DecisionForm, shared: SharedText, proposal: proposals.Proposal) -> HttpResponse:
    own = bool(Signer.of_user(request.user).accounts & proposal.authors) and not one_person_signs()
    form.bind(proposal.hash)
    context = {
        "form": form,
        "shared": shared,
        "edit_url": edit_url(request, shared),
        "proposal": proposal,
        "pages": where(shared, len(proposal.places)),
        "is_new": not shared.live,
        "unsigned": [place.page for place in proposal.places if not place.review],
        "may_sign": request.user.may_sign_off(),
        "own_words": own,
    }
    return render(request, "clinic/proposals/shared_change.html", context)


def where(shared: SharedText, pages: int) -> str:
    number = f"on {pages} page{'' if pages == 1 else 's'}"
    if not shared.is_listed:
        return number
    return f"{number}, in the list of words and in search" if pages else "in the list of words and in search"


def list_url(shared: SharedText) -> str:
    return reverse(shared.snippet_viewset.get_url_name("list"))


def edit_url(request: StaffRequest, shared: SharedText) -> str:
    return AdminURLFinder(request.user).get_edit_url(shared) or ""
