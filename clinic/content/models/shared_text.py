"""A text written once and shown on many pages: while patients read it there, a change of it is a draft."""

from typing import Any, NoReturn, Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.text import normalize_newlines
from wagtail.models import DraftStateMixin, Locale, Revision, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index

from clinic.content.original_changes import OriginalChange, original_changes
from clinic.content.prose import lines_of
from clinic.content.shared_text_form import SharedTextForm

ONLY_APPROVED = "A shared text goes live where a clinical reviewer approves it, and is taken off with what shows it."


class SharedText(WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """The row is what patients read, its newest revision what waits for approval: see clinic.archive.shared_texts."""

    base_form_class = SharedTextForm

    # Whether patients read it by itself, too, on no page that somebody signs: it waits for its own approval then.
    is_listed = False

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def publish(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Wagtail's buttons, forms and workflows end here, whoever has the right to publish."""
        raise PermissionDenied(ONLY_APPROVED)

    def unpublish(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied(ONLY_APPROVED)

    def put_live(self, revision: Revision, user: Any) -> None:
        """For clinic.archive.shared_texts alone, which knows that it is approved, or that nobody reads it by that."""
        super().publish(revision, user=user, log_action=False, skip_permission_checks=True)

    def words_shown(self) -> list[str]:
        """All that readers may see of it."""
        raise NotImplementedError

    # The template in which a page shows it; None where its words stand there as they are written.
    shown_by: str | None = None

    def lines_shown(self) -> list[str]:
        """What patients read of it where a page shows it, line by line, in the language that is active."""
        if self.shown_by is None:
            return [line for words in self.words_shown() for line in words.splitlines() if line.strip()]
        name = self._meta.model_name or ""
        return lines_of(render_to_string(self.shown_by, {name: self}))

    def change_in_words(self) -> str:
        """What waits, by what it is called now and then: "Wait for a first visit: 3 to 5 weeks → 4 to 6 weeks"."""
        draft = self.get_latest_revision_as_object() if self.has_unpublished_changes else self
        row = type(self)._base_manager.filter(pk=self.pk, live=True).first()
        before, now = str(row or draft), str(draft)
        if before == now:
            return now
        name, colon, rest = now.partition(": ")
        return f"{before} → {rest if colon and before.startswith(name + colon) else now}"

    def read_as(self) -> set[Self]:
        """What patients read of it in any language."""
        return {self}

    @cached_property
    def original_change(self) -> OriginalChange | None:
        """Of a translation: how its original has been changed since; of a list, see `tell`."""
        return original_changes(type(self)._default_manager.filter(pk=self.pk)).get(self.pk)

    def begun_in(self, locale: Locale) -> Self:
        """The same in another language, not saved, with the words that are to be translated."""
        return type(self)(locale=locale, translation_key=self.translation_key, **self.content())

    def keep_first_version(self) -> None:
        """What was written by no form has no version yet; without one nobody could tell later what it said."""
        if self.latest_revision_id is None:
            first = self.save_revision(clean=False, changed=False)
            type(self)._default_manager.filter(pk=self.pk).update(live_revision=first)

    def drafts(self) -> list[Self]:
        """What waits to be approved together: of this text, and of its translations where they stand for each other."""
        alike = [self, *self.get_translations()] if hasattr(type(self), "shown") else [self]
        waiting = [one for one in alike if one.has_unpublished_changes]
        return [one.get_latest_revision_as_object() for one in sorted(waiting, key=lambda one: one.pk)]

    @classmethod
    def written(cls) -> list[models.Field]:
        """The fields that a person fills in."""
        kept = [DraftStateMixin, RevisionMixin, TranslatableMixin]
        names = {field.name for base in kept for field in base._meta.local_fields}
        ours = [field for field in cls._meta.concrete_fields if field.name not in names and not field.primary_key]
        return [field for field in ours if field.editable]

    def is_as_read(self) -> bool:
        """Whether this draft says what patients read now; how a browser ends lines is no word of it."""
        row = type(self)._base_manager.filter(pk=self.pk, live=True).first()
        return row is not None and plain(row.content()) == plain(self.content())

    def content(self) -> dict[str, Any]:
        return {field.attname: getattr(self, field.attname) for field in self.written()}


def plain(content: dict[str, Any]) -> dict[str, Any]:
    return {name: normalize_newlines(said) if isinstance(said, str) else said for name, said in content.items()}
