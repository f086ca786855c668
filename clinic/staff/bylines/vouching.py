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
    return render(request, "clinic/vouching/own.html", {"entries": entries})


@require_POST
def answer(request: StaffRequest, clinician_id: int) -> HttpResponse:
    """Of whoever is named in the entry, and of nobody else."""
    clinician = get_object_or_404(Clinician, pk=clinician_id, vouched_by=request.user)
    if "agree" not in request.POST:
        vouching.withdraw(clinician, request.user)
        messages.success(request, f"You do not vouch for {clinician.name}. Nobody can ask them now.")
        return redirect("clinic_vouching")
    try:
        vouching.confirm(clinician, request.user, request.POST.get("seen", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"You vouch for {clinician}. A link can be sent to {clinician.email} now.")
    return redirect("clinic_vouching")
