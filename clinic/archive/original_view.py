"""A translation beside its original, part by part, with what changed there since the two last said the same."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from clinic.archive.models import Edition, Translation
from clinic.review.diff import Part, change_of
from clinic.review.page_parts import parts_of


@dataclass(frozen=True)
class Row:
    """One part in both languages: `state` is "new", "changed", "gone" or "same", of the original since the last match.

    `source` is HTML with the changed words marked, `words` the text of the translation. `untouched`: the translation
    still has the very words of the original. `key` is that of the part.
    """

    key: str
    label: str
    state: str
    source: str
    words: str
    untouched: bool


def rows(translation: Translation, newest: Page, says_as_of: datetime) -> list[Row]:
    """List of Row in the order of the original's editor; then parts that only the translation has."""
    original = translation.source.specific.words_so_far
    before = {part.key: part for part in parts_as_of(original, says_as_of)}
    now = {part.key: part for part in parts_of(original)}
    mine = {part.key: part for part in parts_of(newest)}
    found = [row_of(part, before, mine.get(key), says_as_of) for key, part in now.items() if part.words]
    extra = [Row(key, part.label, "gone", "", part.words, False) for key, part in mine.items() if key not in now]
    return [*found, *extra]


def row_of(part: Part, before: dict[str, Part], mine: Part | None, says_as_of: datetime) -> Row:
    change = change_of(before.get(part.key) if before else part, part)
    words = mine.words if mine else ""
    return Row(part.key, change.label, change.state, change.html, words, words == part.words and len(words) > 20)


def parts_as_of(original: Page, moment: datetime, as_patients_ask: bool = True) -> list[Part]:
    """Parts of what patients read of `original` at `moment`; none where its draft is not kept any more."""
    edition = Edition.objects.of(original).filter(live_from__lte=moment).select_related("revision").first()
    return parts_of(edition.revision.as_object(), as_patients_ask) if edition and edition.revision else []
