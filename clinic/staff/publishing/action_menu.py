"""The buttons under the editor: what this person can do with this text next."""

from typing import Any

from django.contrib import messages
from django.forms import Media
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SaveDraftMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page, WorkflowState

from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review.models.tasks import PublishTask, SignOffTask

NEEDS_CHANGES = WorkflowState.STATUS_NEEDS_CHANGES


class ScreenItem(ActionMenuItem):
    """Leads to a screen of reviewing or publishing; shown for pages that have been saved."""

    screen = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, ClinicPage) and self.may(context["request"].user, page)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse(self.screen, args=[parent_context["page"].pk])


class CheckItem(ScreenItem):
    name = "check"
    label = "Review and approve"
    icon_name = "check"
    screen = "clinic_check"

    def may(self, user: User, page: Page) -> bool:
        return user.may_sign_off()


class PublishItem(ScreenItem):
    name = "publish-signed"
    label = "Publish…"
    icon_name = "upload"
    screen = "clinic_publish"

    def may(self, user: User, page: Page) -> bool:
        return page.permissions_for_user(user).can_publish()


class TranslationsItem(ScreenItem):
    name = "translations"
    label = "Translations…"
    icon_name = "globe"
    screen = "clinic_translations"

    def may(self, user: User, page: Page) -> bool:
        return page.permissions_for_user(user).can_edit()


class SendForReview(SubmitForModerationMenuItem):
    """Wagtail's button, called by what it does here instead of by the workflow's name."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        page = parent_context.get("page")
        sent_back = page and page.current_workflow_state and page.current_workflow_state.status == NEEDS_CHANGES
        label = "Send for clinical review again" if sent_back else "Send for clinical review"
        return super().get_context_data(parent_context) | {"label": label}


class SaveOrSend(ActionMenuItem):
    """Two buttons in the place of one: whoever has mended a sentence sends it on without opening a menu."""

    name = SaveDraftMenuItem.name

    def __init__(self, save: ActionMenuItem, send: ActionMenuItem) -> None:
        super().__init__(order=save.order)
        self.both = (send, save)
        send.classname = "clinic-send"

    def render_html(self, parent_context: dict[str, Any]) -> SafeString:
        return format_html("{}{}", *(item.render_html(parent_context) for item in self.both))

    @property
    def media(self) -> Media:
        return self.both[0].media + self.both[1].media


def arrange(items: list[Any], request: StaffRequest, context: dict[str, Any]) -> None:
    """Publishing and signing happen on screens of their own; the step the page waits at comes first."""
    items[:] = [renamed(item) for item in items if not isinstance(item, PublishMenuItem)]
    # Wagtail has asked its own items by now whether they are shown; it does not ask those added here.
    ours = (CheckItem(order=70), PublishItem(order=80), TranslationsItem(order=90))
    items += [item for item in ours if item.is_shown(context)]
    waiting = getattr(context.get("page"), "current_workflow_task", None)
    names: dict[type, str] = {SignOffTask: "check", PublishTask: "publish-signed"}
    first = names.get(type(waiting and waiting.specific)) or both_roles(ours, context)
    items.sort(key=lambda item: (item.name != first, item.order))
    show_sending(items)


def show_sending(items: list[Any]) -> None:
    """Where saving is the button that shows, sending stands beside it."""
    send = next((item for item in items if isinstance(item, SendForReview)), None)
    if send and isinstance(items[0], SaveDraftMenuItem):
        items[:] = [SaveOrSend(items[0], send), *(item for item in items[1:] if item is not send)]


def both_roles(ours: tuple[ScreenItem, ...], context: dict[str, Any]) -> str | None:
    """Whoever may approve and publish finds both on one screen, one press away."""
    return "check" if all(item.is_shown(context) for item in ours[:2]) else None


def renamed(item: ActionMenuItem) -> ActionMenuItem:
    return SendForReview(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item


def decide_on_our_screen(request: StaffRequest, page: Page) -> HttpResponse | None:
    """Hook `before_publish_page`: the draft is saved by now; whether and when it goes live is decided on our screen."""
    if not isinstance(page, ClinicPage):
        return None
    messages.success(request, "Saved. Here you see what changes, and whether it may go live.")
    return redirect("clinic_publish", page.pk)
