"""What changed in a page, in one sentence, and whether patients need to know."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

NOTE_LENGTH = 300


class TellsChanges(models.Model):
    """A page that says what changed in it. The note is part of the text: it is signed and goes live with it.

    Once published it is kept as a ChangeNote; the next draft begins with an empty one.
    """

    change_note = models.TextField(
        "what changed",
        max_length=NOTE_LENGTH,
        blank=True,
        help_text="One sentence, for example: We added what to do when the skin gets hot.",
    )
    change_matters = models.BooleanField(
        "patients need to know",
        default=False,
        help_text="Tick when it changes what someone should do or expect. The note then stands at the foot of the page "
        "and in the feeds. Otherwise only staff see it, in the history.",
    )
    # The live revision the note was written against: tells a new note from the one that is already out.
    change_since = models.PositiveIntegerField(null=True, blank=True)

    # Of the page that this is mixed into.
    first_published_at: datetime | None
    last_published_at: datetime | None

    class Meta:
        abstract = True

    def changes_to_know(self) -> list["ChangeNote"]:
        """Notes that patients need, the latest first. No query for a page that was published only once."""
        if self.first_published_at == self.last_published_at:
            return []
        if not hasattr(self, "_changes_to_know"):  # people and machines are told by the same page
            self._changes_to_know = list(ChangeNote.objects.to_know().filter(page_id=self.pk)[:MOST_SHOWN])
        return self._changes_to_know

    def told_changes(self) -> list[str]:
        """What patients read of changes once this is live: what was told before, and what this draft tells."""
        told = set(ChangeNote.objects.to_know().filter(page_id=self.pk).values_list("text", flat=True))
        return sorted(
            told | ({self.change_note.strip()} if self.change_matters and self.change_note.strip() else set())
        )


MOST_SHOWN = 5


class ChangeNoteQuerySet(models.QuerySet):
    def to_know(self) -> Self:
        """Those that change what a patient should do or expect."""
        return self.filter(matters=True)


class ChangeNote(models.Model):
    """What changed in a page on a day, in one sentence, as it was published."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="change_notes")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=NOTE_LENGTH)
    matters = models.BooleanField(default=False)
    since = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ChangeNoteQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-published_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
