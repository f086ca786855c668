"""Publishing many pages at once: all that were chosen, or none and the reasons. Only words that stood on the screen."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from clinic.archive.rendering import rendered
from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.review import going_live
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import needs_clinician
from clinic.staff.reviewing.deciding import refuse_claims
from clinic.staff.stages.stage_rules import moment

PLANNED_END = (
    "It is to come down {moment}, as its draft says. Publish it on its own screen, where you are asked about that."
)


class PublishBulkAction(PageBulkAction):
    """Shows the whole words of each page, with their hash in the form; pages below them are not taken along unread."""

    display_name = "Publish"
    action_type = "publish"
    aria_label = "Publish selected pages"
    template_name = "clinic/publishing/bulk_publish.html"
    action_priority = 40

    def check_perm(self, page: Page) -> bool:
        specific = page.specific
        may = page.permissions_for_user(self.request.user).can_publish()
        return may and isinstance(specific, ClinicPage) and bool(page.latest_revision_id)

    def object_context(self, page: Page) -> dict[str, Any]:
        taken = NewestWords.of(page.specific)
        newest = taken.words
        reasons = newest.reasons_not_to_publish() if needs_clinician(newest) else []
        reasons += planned_end(page.specific)
        more = {"seen": taken.seen, "html": rendered(newest), "reasons": reasons}
        return super().object_context(page) | {"newest": newest} | more

    def prepare_action(self, pages: list[Page], objects_without_access: Any) -> HttpResponse | None:
        """All or none: one page that may not go live holds the others up, and is named."""
        seen = dict(said.split(":", 1) for said in self.request.POST.getlist("seen") if ":" in said)
        refused: list[str] = []
        with transaction.atomic():
            for page in pages:
                refused += why_not(page, self.request.user, seen.get(str(page.pk), ""))
            if refused:
                transaction.set_rollback(True)
        for said in refused:
            messages.error(self.request, said)
        return redirect(self.next_url) if refused else None

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """Done by now, one at a time."""
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"Published: {self.get_parent_page_text(num_parent_objects)}."


def planned_end(page: Page) -> list[str]:
    """A sentence where the draft plans an end that nobody was asked about here."""
    end = NewestWords.of(page).another_end
    return [PLANNED_END.format(moment=moment(end))] if end else []


def why_not(page: Page, user: User, seen: str) -> list[str]:
    """Publish this page. One sentence where it cannot be."""
    try:
        with transaction.atomic():
            if said := planned_end(page.specific):
                raise ValidationError(said)
            refuse_claims(NewestWords.of(page.specific))
            going_live.publish(page, user, seen)
    except ValidationError as refusal:
        return [f"Not published: “{page.get_admin_display_title()}”. {' '.join(refusal.messages)}"]
    return []
