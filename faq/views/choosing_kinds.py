"""The screen on which many statements of a topic get their kind of knowledge in one pass."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from clinic.checks.runner import findings_for
from clinic.review.content_hash import content_hash
from clinic.staff.editing.page_lock import page_lock
from faq import choosing_kinds
from faq.models import TopicPage
from faq.statement_kinds import KINDS
from faq.statements import without_kind
from faq.views.importing import signed_in

CHANGED = (
    "The topic was changed while you chose, so nothing was saved yet. Your choices are still here. Look at the "
    "statements that say “changed”, then save again."
)
LOCKED = "The topic is locked just now, so nothing was saved. Your choices are still here."
NONE_CHOSEN = "Tick the statements first, and choose a kind for them."
APPLIED = "Set for {} of the list. Save to keep it."
SAVED = "Saved: {} a new kind. {}"
NOTHING = "Nothing was changed."


class ChoosingKindsView(WagtailAdminTemplateMixin, TemplateView):
    page_title = "Give statements their kind"
    header_icon = "openquote"
    template_name = "faq/choosing_kinds/statements.html"
    topic: TopicPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.topic = get_object_or_404(TopicPage, pk=kwargs["page_id"])
        if self.topic.alias_of_id or not self.topic.permissions_for_user(signed_in(request)).can_edit():
            raise PermissionDenied
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with page_lock(self.topic.pk):
            self.topic.refresh_from_db()
            return super().dispatch(request, *args, **kwargs)

    @property
    def page_subtitle(self) -> str:
        return self.topic.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        topic = {"url": self.editor_url, "label": self.page_subtitle}
        return [*self.breadcrumbs_items, topic, {"url": self.request.path, "label": self.page_title}]

    @property
    def editor_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.topic.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.listed(self.topic.get_latest_revision_as_object(), {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.topic.get_latest_revision_as_object()
        choices = self.choices()
        if request.POST.get("seen") != content_hash(draft):
            return self.listed(draft, choices, CHANGED, 409)
        action = request.POST.get("action")
        if action == "apply":
            return self.applied(draft, choices)
        if action != "save":
            return self.listed(draft, choices)
        lock = self.topic.get_lock()
        problem = LOCKED if lock and lock.for_user(signed_in(request)) else draft.why_it_cannot_be_saved()
        return self.listed(draft, choices, problem, 409) if problem else self.saved(draft, choices)

    def choices(self) -> dict[str, str]:
        """`{statement: kind}` as posted; what is no kind is no choice."""
        return {key: kind for key, kind in self.posted("kind-").items() if kind in KINDS or not kind}

    def posted(self, prefix: str) -> dict[str, str]:
        """`{statement: what the form says of it}` in the fields that begin so."""
        said = self.request.POST.items()
        return {name.removeprefix(prefix): str(value) for name, value in said if name.startswith(prefix)}

    def applied(self, draft: TopicPage, choices: dict[str, str]) -> HttpResponse:
        """Without a script: the ticked ones get the kind on the screen, and nothing is saved by that."""
        ticked, kind = self.request.POST.getlist("row"), self.request.POST.get("kind")
        if not ticked or kind not in KINDS:
            return self.listed(draft, choices, NONE_CHOSEN)
        said = APPLIED.format(f"{len(ticked)} statement{'s' * (len(ticked) > 1)}")
        return self.listed(draft, choices | dict.fromkeys(ticked, kind), said)

    def saved(self, draft: TopicPage, choices: dict[str, str]) -> HttpResponse:
        number = choosing_kinds.give_kinds(draft, choices)
        if not number:
            messages.info(self.request, NOTHING)
        else:
            draft.save_revision(user=signed_in(self.request), log_action=True, clean=False)
            left = without_kind(draft.asked)
            given = f"{number} statement has" if number == 1 else f"{number} statements have"
            still = f"{left} still without." if left else "None is without now."
            messages.success(self.request, SAVED.format(given, still))
        return redirect(f"{self.request.path}?show={self.shown}")

    @property
    def shown(self) -> str:
        """Which statements are looked at: those that had no kind when the list was opened, or all."""
        asked = self.request.POST.get("show") or self.request.GET.get("show")
        return "all" if asked == "all" else "unlabelled"

    def listed(self, draft: TopicPage, choices: dict[str, str], said: str = "", status: int = 200) -> HttpResponse:
        groups = choosing_kinds.groups_of(draft, findings_for(draft), choices, self.posted("was-"))
        rows = [row for group in groups for row in group.rows]
        context = {
            "groups": groups,
            "kinds": [(number, kind, choosing_kinds.short(kind)) for number, kind in enumerate(KINDS.values(), 1)],
            "said": said,
            "is_refused": status != 200,
            "is_unsaved": any(row.chosen != row.stored for row in rows),
            "seen": content_hash(draft),
            "shown": self.shown if any(not row.stored for row in rows) else "all",
            "count": len(rows),
            "without": sum(not row.stored for row in rows),
            "editor_url": self.editor_url,
        }
        return self.render_to_response(self.get_context_data(**context), status=status)
