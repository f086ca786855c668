"""A page in rows, in reading order, each against what was read of it before."""

from copy import copy
from functools import cached_property
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.archive.rendering import details_of
from clinic.review.diff import Part, marked
from clinic.review.last_signed import Earlier
from clinic.review.marking import with_signs
from clinic.review.matching_parts import above, field_of, moved, name_of, paired, place_of
from clinic.review.page_parts import DETAILS, Passage, markup_of, parts_read, passages
from clinic.site.models import ClinicDetails
from clinic.staff.reviewing.changed_links import told_links
from clinic.staff.reviewing.passages import (
    CHANGED,
    GONE,
    MOVED,
    NEW,
    SAME,
    PassageRow,
    Row,
    field_row,
    part_row,
)
from clinic.staff.reviewing.pictures import changed_pictures


class Rows:
    """Made in the language of the page."""

    def __init__(self, newest: Page, earlier: Earlier) -> None:
        self.newest, self.earlier = newest, earlier
        self.fields = {one.name: one for one in newest._meta.concrete_fields}
        self.after = parts_read(newest)
        self.before = earlier.parts
        self.pairs = paired(self.before, self.after)
        self.moved = moved(self.before, self.after, self.pairs) if earlier.is_known else set()

    def all(self) -> list[Row]:
        """What was taken away stands after what stood before it."""
        rows = [row for part in self.after if (row := self.row(part))]
        now = {part.key: key for key, part in self.pairs.items()}
        place = {row.key: at for at, row in enumerate(rows)}
        last, gone = -1, []
        for part in self.before:
            last = place.get(now.get(part.key, ""), last)
            if part.key not in now and part.words and "." not in field_of(part):
                gone.append((last, self.gone_row(part)))
        numbered = sorted([*enumerate(rows), *gone], key=lambda pair: pair[0])
        return [row for _, row in numbered]

    def gone_row(self, part: Part) -> Row:
        pictures = changed_pictures(None, self.passages_before.get(part.key), self.before)
        return Row(part.key, marked(part.words, ""), GONE, part.label.partition(":")[0], pictures=pictures)

    def row(self, part: Part) -> Row | None:
        """What is shown of a part; None where it says nothing and never did."""
        old = self.pairs.get(part.key)
        before = old.words if old else ("" if self.earlier.is_known and part.key not in self.passages else None)
        if not part.words and not before and part.key not in self.passages:
            return None
        if part.key in self.passages:
            row = PassageRow(self.passages[part.key], before, self.context, self.then(old)).row()
        elif part.key in self.fields:
            row = field_row(self.newest, self.fields[part.key], part.words, before, self.then(old))
        else:
            row = part_row(part.key, part.label, part.words, before)
        if old and self.earlier.is_known:
            then = self.passages_before.get(old.key)
            row.pictures = changed_pictures(self.passages.get(part.key), then, self.before)
        self.tell_state(row, old)
        return row

    def then(self, old: Part | None) -> list[str] | None:
        """The rich texts of a part as they were."""
        return self.markup_before.get(old.key) if old and self.earlier.is_known else None

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return self.passages_of(self.newest)

    @cached_property
    def passages_before(self) -> dict[str, Passage]:
        return self.passages_of(self.earlier.page) if self.earlier.page else {}

    def passages_of(self, page: Page) -> dict[str, Passage]:
        streams = [one for one in self.fields.values() if isinstance(one, StreamField)]
        found = [passage for one in streams for passage in passages(one, getattr(page, one.name))]
        return {passage.key: passage for passage in found}

    @cached_property
    def context(self) -> dict[str, Any]:
        return {"page": self.newest, "clinic_details": self.details, "heading": "h4", "sources_beside": True}

    @property
    def details(self) -> ClinicDetails | None:
        """Those of the clinic, with what changed marked where a card says it."""
        details = details_of(self.newest)
        now = {part.key: part.words for part in self.after}
        marked = copy(details)
        for part in self.before if details else ():
            if part.key.startswith(DETAILS) and now.get(part.key, part.words) != part.words:
                setattr(marked, part.key.removeprefix(DETAILS), with_signs(part.words, now[part.key]))
        return marked

    # What became of them ------------------------------------------------------------------------------------------

    def tell_state(self, row: Row, old: Part | None) -> None:
        if not self.earlier.is_known:
            row.state = SAME
        elif old is None or not old.words:
            row.state = NEW
        elif self.other_markup(row, old) or (row.state == SAME and row.pictures):
            row.state = CHANGED
        elif row.state == SAME and row.key in self.moved & self.passages.keys():
            row.state = MOVED
            now = next(part for part in self.after if part.key == row.key)
            row.facts += [("Stood until now", where(old, self.before)), ("Stands now", where(now, self.after))]

    def other_markup(self, row: Row, old: Part) -> bool:
        """Whether more than words is another one: links, what explains a word, bold letters. Links are told."""
        before, after = self.then(old), self.markup.get(row.key)
        if before is None or after is None or before == after:
            return False
        links = [*told_links(before, after)]
        row.facts += links
        if row.state == SAME and not links:
            row.facts.append(("Format", conditional_escape("The words are the same.")))
        return True

    @cached_property
    def markup(self) -> dict[str, list[str]]:
        return markup_of(self.newest)

    @cached_property
    def markup_before(self) -> dict[str, list[str]]:
        return markup_of(self.earlier.page) if self.earlier.page else {}


def where(part: Part, parts: list[Part]) -> SafeString:
    """Where it stands: in which other part, after what."""
    holder = next((one for one in parts if one.key == above(part.key)), None)
    inside = f"in “{name_of(holder)}”, " if holder else ""
    return format_html("{}{}", inside, place_of(part, parts))
