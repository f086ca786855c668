"""Where staff see for whom they vouch, or are asked to, and say yes or no."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clinic.people.requests import StaffRequest
from clinic.review import vouching
from clinic.review.models import Clinician


def own_clinicians(request: StaffRequest) -> HttpResponse:
    """Those that wait for an answer first."""
    mine = Clinician.objects.filter(vouched_by=request.user).select_related("entered_by")
    entries = sorted(mine, key=lambda one: one.confirmed_at is not None)
    context = {"entries": entries, "declined": vouching.declined(request.user)}
    return render(request, "clinic/vouching/own.html", context)


@require_POST
def answer(request: StaffRequest, clinician_id: int) -> HttpResponse:
    """Of whoever is named in the entry, and of nobody else. A no is asked about once, and can be taken back."""
    if "take_back" in request.POST:
        return take_back(request, get_object_or_404(Clinician, pk=clinician_id))
    clinician = get_object_or_404(Clinician, pk=clinician_id, vouched_by=request.user)
    if "agree" not in request.POST and "sure" not in request.POST:
        return render(request, "clinic/vouching/sure.html", {"one": clinician})
    if "agree" not in request.POST:
        vouching.withdraw(clinician, request.user)
        said = f"You do not vouch for {clinician.name}. Nobody can ask them now. You can take that back below."
        messages.success(request, said)
        return redirect("clinic_vouching")
    try:
        vouching.confirm(clinician, request.user, request.POST.get("seen", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"You vouch for {clinician}. A link can be sent to {clinician.email} now.")
    return redirect("clinic_vouching")


def take_back(request: StaffRequest, clinician: Clinician) -> HttpResponse:
    """Whoever said no by mistake is asked again."""
    try:
        vouching.take_back_no(clinician, request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Taken back. Do you vouch for {clinician.name}?")
    return redirect("clinic_vouching")
