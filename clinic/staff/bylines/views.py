"""Where staff see under which pages their name stands or is wanted, and say yes or no."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from clinic.people.requests import StaffRequest
from clinic.review import bylines
from clinic.review.models import Byline


def own_bylines(request: StaffRequest) -> HttpResponse:
    """Those that wait for an answer first."""
    mine = Byline.objects.current().filter(person=request.user).select_related("page", "person", "asked_by")
    context = {"bylines": sorted(mine, key=lambda one: not one.waits), "words": request.user.byline}
    return render(request, "clinic/bylines/own.html", context)


@require_POST
def answer(request: StaffRequest, byline_id: int) -> HttpResponse:
    """Of the person named, and of nobody else."""
    byline = get_object_or_404(Byline.objects.current(), pk=byline_id, person=request.user)
    if "agree" not in request.POST:
        bylines.end(byline, request.user)
        messages.success(request, f"Your name does not stand under “{byline.page.title}”.")
        return redirect("clinic_bylines")
    try:
        bylines.agree(byline, request.POST.get("seen", ""))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"Under “{byline.page.title}” patients read: {request.user.byline}.")
    return redirect("clinic_bylines")
