"""Saving a shared text: live at once where no patient reads it by that, else a draft to send for clinical review."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.snippets.action_menu import ActionMenuItem, SaveMenuItem, SubmitForModerationMenuItem

from clinic.archive.shared_texts.proposals import go_live_at_once, live_pages
from clinic.content.models import SharedText
from clinic.people.requests import StaffRequest

DRAFT = "Saved as a draft: patients read the old words until a clinical reviewer has approved the change."
NEW = "Saved as a draft: patients read it once a clinical reviewer has approved it, here or in a page that shows it."


def after_saving(request: StaffRequest, instance: Any) -> HttpResponse | None:
    """Hook after a snippet was created or edited."""
    if not isinstance(instance, SharedText):
        return None
    if go_live_at_once(instance, request.user):
        other = "" if instance.locale.is_default else f"?locale={instance.locale.language_code}"
        return redirect(reverse(instance.snippet_viewset.get_url_name("list")) + other)
    if "action-cancel-workflow" in request.POST:
        return None
    if "action-submit" not in request.POST:
        messages.info(request, DRAFT if instance.live else NEW)
    return redirect("clinic_shared_change", instance._meta.label_lower, instance.pk)


class Send(SubmitForModerationMenuItem):
    """Wagtail's button, called by what it does here instead of by the workflow's name."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"label": "Send for clinical review"}


class Save(SaveMenuItem):
    """Of a text that goes live when it is saved, because nothing that patients read shows it."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"draftstate_enabled": False}


class SeePlaces(ActionMenuItem):
    name = "see-places"
    label = "See it in all places"
    icon_name = "view"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        shared = parent_context["instance"]
        return reverse("clinic_shared_change", args=[shared._meta.label_lower, shared.pk])


def arrange(items: list[Any], request: StaffRequest, context: dict[str, Any]) -> None:
    """Hook for the buttons. Nobody publishes a shared text here: that is done where all places are seen."""
    if not issubclass(context["model"], SharedText):
        return
    shared = context.get("instance")
    saves = [item for item in items if isinstance(item, SaveMenuItem)]
    sends = [Send() for item in items if isinstance(item, SubmitForModerationMenuItem)]
    if shared is None and context["model"].is_listed:
        items[:] = [*sends, *saves]
        return
    if shared is None or not (shared.is_listed or shared.has_unpublished_changes or live_pages([shared])):
        items[:] = [Save() for _ in saves]
        return
    cancels = [item for item in items if item.name == "action-cancel-workflow"]
    places = [SeePlaces()] if shared.has_unpublished_changes else []
    decides = bool(places and request.user.may_sign_off())
    items[:] = [*places, *sends, *saves, *cancels] if decides else [*sends, *places, *saves, *cancels]
