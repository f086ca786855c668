"""Wagtail's page editor, made safe for several people: nothing newer is saved over, and two who save wait in turn."""

from functools import partial

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from clinic.staff.editing.drafts import keep_aside
from clinic.staff.editing.merge_view import answer_with_both
from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.page_lock import in_turn
from clinic.staff.editing.staleness import base_of, is_stale, opened, was_opened

NEWER = "Somebody saved a newer version of this page after you opened it."


class SavesInTurn:
    """For EditView and its like: refuses a save that was not loaded from the newest draft, and keeps its words."""

    def dispatch(self, request, page_id, **kwargs):
        act = partial(super().dispatch, request, page_id, **kwargs)
        return in_turn(page_id, act) if request.method == "POST" else act()

    def get(self, request, *args, **kwargs):
        opened(self.latest_revision)
        for kept in KeptAside.objects.filter(page_id=self.page.pk, user=request.user, settled_at=None)[:1]:
            tell_of(request, kept)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.page.alias_of_id or self.locked_for_user:
            return super().post(request, *args, **kwargs)
        if is_stale(request.POST, self.latest_revision, request.user):
            return self.refuse_stale()
        self.leave_what_others_opened()
        return super().post(request, *args, **kwargs)

    def refuse_stale(self):
        """409, and never a word lost: autosave is told as Wagtail's editor expects it, a person gets both texts."""
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", NEWER)
        form = self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        form.defer_required_fields()
        if form.is_valid():
            base = base_of(self.request.POST, self.page)
            kept = keep_aside(form.save(commit=False), self.request.user, base, self.latest_revision)
            return answer_with_both(self.request, kept, status=409)
        form.restore_required_fields()
        return self.refuse_unreadable(form)

    def refuse_unreadable(self, form):
        """The form back with what was typed: it cannot even be kept as a draft until what is marked is mended."""
        messages.warning(self.request, f"{NEWER} Mend what is marked and save: then you see both versions together.")
        answer = self.form_invalid(form)
        answer.status_code = 409
        return answer

    def leave_what_others_opened(self):
        """Autosave writes over this person's own draft; not when somebody else has it open."""
        if self.request.POST.get("overwrite_revision_id") and was_opened(self.latest_revision):
            _ = self.is_out_of_date  # looked at before the field that tells it goes
            self.request.POST = self.request.POST.copy()
            del self.request.POST["overwrite_revision_id"]


class PageEditor(SavesInTurn, EditView):
    pass


class OldVersionEditor(SavesInTurn, RevisionsRevertView):
    pass


def tell_of(request, kept):
    text = 'A draft of yours is kept aside: a newer one was there first. <a href="{}">Put the two together</a>'
    messages.warning(request, format_html(text, reverse("clinic_together", args=[kept.pk])))
