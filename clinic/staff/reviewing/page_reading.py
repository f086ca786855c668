"""The whole page as a reviewer reads it: the text, what is around it, and what belongs beside each row."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BooleanField, ForeignKey
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from wagtail.models import Page

from clinic.archive.rendering import details_of
from clinic.checks.findings import Finding, blocking, overridable
from clinic.checks.remarks import RULE as REMARKS
from clinic.content.models.media import fingerprint_in
from clinic.review.content_hash import details_quoted, shown_in
from clinic.review.diff import Part
from clinic.review.last_signed import Earlier
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.remarks import Asked
from clinic.review.who_changed import Hand, hand_of_details, hand_of_file, hand_of_shared, hands_in
from clinic.staff.reviewing.forms import OVERRIDE, REMARK, SignOffForm
from clinic.staff.reviewing.original import Original
from clinic.staff.reviewing.page_rows import Rows
from clinic.staff.reviewing.passages import CHANGED, NEW, Remark, Row, together

# Beside the text, for search engines and menus.
AROUND = {"seo_title", "search_description"}
CHANGES, ALL = "changes", "all"
# More than so many changes are easier read in the whole text.
FEW = 15


class Run(NamedTuple):
    """Passages one after the other that are all folded away, or all open."""

    is_folded: bool
    rows: list[Row]

    @property
    def findings(self) -> int:
        return sum(len(row.findings) for row in self.rows)


class Reading:
    """`text`, `around` and `elsewhere` are the rows; `general` the findings that stand nowhere in particular.

    `elsewhere` is what a signature covers too and stands beside no passage: each word, number or source by its name.
    """

    def __init__(self, newest: Page, earlier: Earlier, findings: list[Finding]) -> None:
        self.newest, self.earlier = newest, earlier
        # Remarks are told with their answers: see `put_asked`.
        self.findings = [finding for finding in findings if finding.rule != REMARKS]
        with translation.override(newest.locale.language_code):
            made = Rows(newest, earlier)
            self.fields = made.fields
            self.parts = made.after
            self.words = {part.key: part.words for part in made.after}
            # With where their links lead.
            self.written = {key: "\n".join([said, *made.markup.get(key, ())]) for key, said in self.words.items()}
            rows = made.all()
            own = [row for row in rows if not row.kept_elsewhere]
            self.put_findings(own)
            self.elsewhere = self.put_shared(own, [row for row in rows if row.kept_elsewhere])
            self.text, self.around = self.in_place(own)
        self.changed = [row for row in self.all_rows if row.state_in_words]
        for number, row in enumerate(self.changed, 1):
            row.number = number
        # See clinic.staff.reviewing.new_to_reader.
        self.meanwhile: list[Any] = []
        self.decided: Review | None = None
        self.since_decided: list[Row] = []

    # Where they stand ---------------------------------------------------------------------------------------------

    @property
    def all_rows(self) -> list[Row]:
        return [*self.text, *self.around, *self.elsewhere]

    def in_place(self, own: list[Row]) -> tuple[list[Row], list[Row]]:
        """The text from its title on, and what is around it."""
        text = [row for row in own if self.is_text(row)]
        text.sort(key=lambda row: row.key != "title")
        return text, [row for row in own if not self.is_text(row)]

    def is_text(self, row: Row) -> bool:
        name = row.key.partition(":")[0]
        one = self.fields.get(name)
        beside = AROUND | set(getattr(self.newest, "patient_words", ()))
        return one is not None and name not in beside and not isinstance(one, ForeignKey | BooleanField)

    def put_shared(self, own: list[Row], shared: list[Row]) -> list[Row]:
        """Tell shared texts beside the passages they are read in; returns those that are told beside none.

        One that changed, or that nobody has signed here before, is told once, where it is read first.
        """
        left = []
        for one in shared:
            read_in = [row for row in own if self.family(one.key) in {self.family(key) for key in row.shows}]
            one.places = len(read_in)
            if counted_on := getattr(self.shown.get(one.key), "as_of", None):
                one.facts.append(("As of", conditional_escape(date_format(counted_on, "j F Y"))))
            if one.state != CHANGED:
                read_in = [row for row in read_in if not self.is_source(one, row)] if self.is_new(one) else []
            for row in read_in[:1]:
                row.beside += [] if row.pictures and self.is_picture(one) else [one]
            for row in read_in[1:] if one.state == CHANGED else ():
                row.beside += [replace(one, told_above=True)] if self.reads_otherwise(row, one) else []
            left += [] if read_in or self.is_picture_of(own, one) else [one]
        return left

    def reads_otherwise(self, row: Row, shared: Row) -> bool:
        """Whether this passage itself says other words with it: a number, not a word that is explained."""
        number = str(getattr(self.shown.get(shared.key), "text", ""))
        return row.state == CHANGED and bool(number) and number in self.words.get(row.key, "")

    def is_picture(self, shared: Row | Part) -> bool:
        return hasattr(self.shown.get(shared.key), "renditions")

    def is_picture_of(self, own: list[Row], shared: Row) -> bool:
        """Whether it is seen, before and now, in a passage: its name and fingerprint tell nobody more."""
        return self.is_picture(shared) and any(row.pictures and shared.key in row.shows for row in own)

    def is_new(self, shared: Row) -> bool:
        """Whether this signature would be the first that covers it; a file is seen where it is shown."""
        signed_never = self.all_is_to_be_read or shared.state == NEW
        return signed_never and not hasattr(self.shown.get(shared.key), "file_hash")

    def is_source(self, shared: Row, row: Row) -> bool:
        """Whether it stands beside this passage already, as what it rests on."""
        return self.shown.get(shared.key) in [source for _, source in row.sources]

    @cached_property
    def shown(self) -> dict[str, Any]:
        return shown_in(self.newest)

    @cached_property
    def quoted(self) -> dict[str, str]:
        return details_quoted(self.newest)

    def family(self, key: str) -> str:
        """The same for a shared text in every language."""
        return str(getattr(self.shown.get(key), "translation_key", key))

    def put_findings(self, rows: list[Row]) -> None:
        self.general: list[Remark] = []
        for finding in self.findings:
            place = finding.place.anchor
            row = next((row for row in rows if place and place in row.anchors), None)
            (row.findings if row else self.general).append(Remark(finding))

    @property
    def general_remarks(self) -> list[Remark]:
        return together(self.general)

    def put_asked(self, asked: list[Asked]) -> None:
        """What was asked for before, each beside its words; of all words, or of what is gone, before the text."""
        rows = {row.key: row for row in self.to_remark_on}
        self.asked = asked
        self.asked_of_all: list[Asked] = []
        for one in asked:
            row = rows.get(one.remark.key)
            (row.asked if row else self.asked_of_all).append(one)

    @property
    def to_remark_on(self) -> list[Row]:
        """Whatever a change can be asked for: passages, and what is kept elsewhere and read in them."""
        beside = [shared for row in self.text for shared in row.beside if not shared.told_above]
        return [*self.text, *beside, *self.elsewhere]

    def take_fields(self, form: SignOffForm) -> None:
        """Put the form's questions for reasons beside the findings they are about, and for remarks beside the text."""
        fields = {finding.key: form[OVERRIDE + finding.key] for finding in form.overridable}
        for held in [self.general, *(row.findings for row in self.all_rows)]:
            held[:] = [Remark(remark.finding, fields.get(remark.finding.key)) for remark in held]
        for row in self.to_remark_on:
            row.remark = form[REMARK + row.key]

    def put_original(self, original: Original | None) -> None:
        """Of a translation: beside each passage what it translates."""
        self.original = original
        words = original.words if original else {}
        for row in self.all_rows:
            row.original = words.get(row.key)

    def tell_hands(self, newest: NewestWords) -> None:
        """Say of each change whose it is, and when it was made."""
        review = self.earlier.review
        signed = review.revision if review else newest.page.live_revision
        hands = hands_in(newest.page, newest.revision, signed) if self.changed else {}
        for row in self.changed:
            row.hand = None if row.changed_elsewhere else hands.get(row.key)
            if review:
                self.tell_hands_of_shared(row, review)

    def tell_hands_of_shared(self, row: Row, review: Review) -> None:
        """Of what is kept elsewhere: told by itself or beside this passage; or a picture that is seen in it."""
        for one in [row, *row.beside]:
            if one.state == CHANGED and one.kept_elsewhere:
                one.hand = self.hand_elsewhere(one.key, review)
        if row.changed_elsewhere:
            row.hand = latest(one.hand for one in row.beside)
        row.picture_hand = latest(hand_of_file(self.shown[key], review) for key in self.replaced_in(row))
        if row.pictures and not row.hand:
            pictures = (self.shown[key] for key in self.pictures_of(row))
            row.hand = row.picture_hand or latest(hand_of_shared(one, review) for one in pictures)

    def pictures_of(self, row: Row) -> set[str]:
        """Keys of the pictures that are shown in it."""
        return {key for key in row.shows if hasattr(self.shown.get(key), "renditions")}

    def replaced_in(self, row: Row) -> set[str]:
        """Keys of those whose file is not the one that was signed."""
        signed = {part.key: fingerprint_in(part.words) for part in self.earlier.parts if part.key in row.shows}
        return {key for key in self.pictures_of(row) if signed.get(key) != self.shown[key].file_hash[:8]}

    def hand_elsewhere(self, key: str, since: Review | datetime) -> Hand | None:
        """Who made what is kept elsewhere say what it says now, if that was after a review, or a moment."""
        if key in self.shown:
            return hand_of_shared(self.shown[key], since)
        name = key.removeprefix("details:")
        details = details_of(self.newest) if name != key else None
        return details and hand_of_details(details, self.quoted[name], since)

    # What is shown ------------------------------------------------------------------------------------------------

    @property
    def last_hand(self) -> Hand | None:
        return latest(hand for row in self.changed for hand in row.hands)

    @property
    def mode(self) -> str:
        """Changes only, where somebody signed before and not so much has changed since."""
        few = 0 < len(self.changed) <= FEW and 2 * len(self.changed) <= len(self.all_rows)
        return CHANGES if self.earlier.review and few else ALL

    @property
    def covers(self) -> str:
        """What a signature stands for, in words."""
        files = sum(hasattr(one, "file_hash") for one in self.shown.values())
        texts = len(self.shown) - files
        parts = ["all words here", counted(texts, "shared text"), counted(files, "file")]
        return ", ".join(filter(None, parts))

    @property
    def all_is_to_be_read(self) -> bool:
        """Whether nobody has approved any of it yet."""
        return self.earlier.review is None

    @property
    def around_is_open(self) -> bool:
        return self.all_is_to_be_read or any(row.is_open for row in self.around)

    @property
    def elsewhere_is_open(self) -> bool:
        return self.all_is_to_be_read or any(row.is_open or self.is_new(row) for row in self.elsewhere)

    @property
    def stops(self) -> list[Finding]:
        return blocking(self.findings)

    @property
    def must_change(self) -> bool:
        """Whether no reason can let it stand as it is."""
        return len(overridable(self.findings)) < len(self.stops)

    def folded(self, mode: str) -> Iterator[Run]:
        """The text in runs. Findings about words that nobody changed push no change off the first screen."""
        folds = self.folds_findings(mode)
        for is_open, rows in groupby(self.text, key=lambda row: not folds or row.is_open):
            yield Run(not is_open, [*rows])

    def folds_findings(self, mode: str) -> bool:
        return mode == CHANGES and bool(self.changed) and not blocking(one.finding for one in self.general)

    def about_unchanged(self) -> int:
        """How many findings are about words that nobody changed since they were approved."""
        if not (self.earlier.review and self.changed):
            return 0
        return sum(len(row.findings) for row in self.all_rows if not row.state_in_words) + len(self.general)


def latest(hands: Iterable[Hand | None]) -> Hand | None:
    return max(filter(None, hands), key=lambda hand: hand.at, default=None)


def counted(number: int, what: str) -> str:
    """ "2 files"; empty for none."""
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
