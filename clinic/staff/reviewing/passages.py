"""One passage of a page as a reviewer reads it: its words with the changes in them, and what belongs beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from wagtail.blocks import BaseStreamBlock, Block
from wagtail.fields import RichTextField
from wagtail.models import Page

from clinic.archive.original_view import Row as Translated
from clinic.checks.findings import BLOCK, Finding
from clinic.content.prose import cut
from clinic.content.streams import children_of, details_in
from clinic.review.diff import marked
from clinic.review.page_parts import DETAILS, Passage, label_of
from clinic.review.remarks import Asked
from clinic.review.who_changed import Hand
from clinic.staff.reviewing.marked_blocks import ALT, Fact, MarkedPassage, html_with_links, marked_words
from clinic.staff.reviewing.pictures import Pair

SAME, CHANGED, NEW, GONE, MOVED = "same", "changed", "new", "gone", "moved"
IN_WORDS = {CHANGED: "Changed", NEW: "New", GONE: "Taken away", MOVED: "Stands elsewhere now"}
NO_NAME = re.compile(r"[^\w-]")


@dataclass
class Row:
    """One passage on the screen. `beside`: rows of shared texts, told where they are read; `cells` of a table."""

    key: str
    html: SafeString
    state: str
    label: str = ""
    facts: list[Fact] = field(default_factory=list)
    cells: list[Fact] = field(default_factory=list)
    sources: list[tuple[str, Model]] = field(default_factory=list)
    beside: list["Row"] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    shows: set[str] = field(default_factory=set)
    pictures: list[Pair] = field(default_factory=list)
    number: int = 0
    remark: Any = None
    # What a reviewer asked for here before.
    asked: list[Asked] = field(default_factory=list)
    # Of a shared text: in how many passages of this page it is read; told once, named where it reads otherwise.
    places: int = 1
    told_above: bool = False
    # Who changed it, and when.
    hand: Hand | None = None
    # Who put another file in the place of a picture that is shown in it.
    picture_hand: Hand | None = None
    # Another one since whoever reads it opened the screen; since they decided about the text before.
    is_meanwhile: bool = False
    is_since_decided: bool = False
    # Of a page that shows what is reviewed: where patients read it, and the code and name of its language.
    url: str = ""
    language: tuple[str, str] | None = None
    # What it translates, where it is part of a translation.
    original: Translated | None = None

    @property
    def remarks(self) -> list["Remark"]:
        return together(self.findings)

    @property
    def about(self) -> str:
        """For whoever hears a button without seeing where it stands."""
        words = " ".join(f"{self.label} {strip_tags(self.html)}".split())
        return cut(words or next((strip_tags(said) for label, said in self.facts if label == ALT), "this picture"), 60)

    @property
    def facts_told(self) -> list[Fact]:
        """The alt text of a picture that is another one stands with it, before and now."""
        return [fact for fact in self.facts if not (self.pictures and fact[0] == ALT)]

    @property
    def anchor(self) -> str:
        """What links to it name."""
        return f"change-{self.number}" if self.number else f"part-{NO_NAME.sub('-', self.key)}"

    @property
    def by_whom(self) -> str:
        """ "by Wren Adeyemi, 30 November 2026, 10:03; the picture itself by …"."""
        if self.picture_hand is None:
            return f"by {self.hand}" if self.hand else ""
        if self.hand in (None, self.picture_hand):
            return f"(the picture itself) by {self.picture_hand}"
        return f"by {self.hand}; the picture itself by {self.picture_hand}"

    @property
    def hands(self) -> list[Hand]:
        return [*filter(None, [self.hand, self.picture_hand, *(one.hand for one in self.beside)])]

    @property
    def state_in_words(self) -> str:
        elsewhere = ", ".join(dict.fromkeys(one.label for one in self.changed_beside))
        return IN_WORDS.get(self.state, f"Changed where it is kept ({elsewhere})" if elsewhere else "")

    @property
    def changed_beside(self) -> list["Row"]:
        return [shared for shared in self.beside if shared.state == CHANGED]

    @property
    def changed_elsewhere(self) -> bool:
        """Whether it reads otherwise, though nobody has written in this page."""
        return self.state == SAME and bool(self.changed_beside)

    @property
    def kept_elsewhere(self) -> bool:
        """Whether it is written in one place and read on many pages."""
        return "." in self.key or self.key.startswith(DETAILS)

    @property
    def is_open(self) -> bool:
        """Whether it is to be read even where only changes are."""
        told = any(shared.state in (CHANGED, NEW) or shared.asked or shared.holds_words for shared in self.beside)
        serious = any(one.finding.severity == BLOCK for one in self.findings)
        new = self.is_meanwhile or self.is_since_decided
        return told or serious or new or self.holds_words or bool(self.asked or self.state_in_words)

    @property
    def holds_words(self) -> bool:
        """Whether a change was asked for here and the decision was not taken."""
        return bool(self.remark and self.remark.value())


@dataclass(frozen=True)
class Remark:
    """A finding, with the field of the form for the reason why it may stand, where there is one.

    `more`: what says the same of other words.
    """

    finding: Finding
    reason: Any = None
    more: tuple[Finding, ...] = ()

    @property
    def times(self) -> int:
        return 1 + len(self.more)


def together(remarks: Iterable[Remark]) -> list[Remark]:
    """One for all that say the same: six cells without a source are one thing to look at. Each reason is asked for."""
    found: dict[Any, Remark] = {}
    for at, remark in enumerate(remarks):
        one = remark.finding
        key = at if remark.reason else (one.rule, one.message, one.severity, one.example, one.suggestion, one.shared)
        known = found.get(key)
        found[key] = replace(known, more=(*known.more, one)) if known else remark
    return [*found.values()]


class PassageRow:
    """Makes the row of a block. `before` is what was signed of it, None where it is new or nothing was signed yet.

    `then`: the rich texts in it at that time, None where they are not known.
    """

    def __init__(self, passage: Passage, before: str | None, context: dict[str, Any], then: list[str] | None) -> None:
        self.passage, self.before = passage, before
        self.marked = MarkedPassage(passage, before, context, then)

    def row(self) -> Row:
        own = self.passage
        changed = any(leaf.is_changed for leaf in self.marked.leaves)
        return Row(
            own.key,
            self.marked.html,
            CHANGED if changed else SAME,
            facts=self.marked.facts,
            cells=self.marked.cells,
            sources=[(value._meta.model_name or "", value) for _, value in own.leaves() if isinstance(value, Model)],
            anchors={f"#block-{pk}-section" for pk in [own.key.rpartition(":")[2], *ids_in(own.block, own.value)]},
            shows=set() if own.holds_streams else shown_by(own.block, own.value),
        )


def ids_in(block: Block, value: Any) -> Iterator[str]:
    """The ids of everything inside a block, but not in its streams: what is there has rows of its own."""
    for child in children_of(block, value) if value else ():
        if not isinstance(child.block, BaseStreamBlock):
            yield from filter(None, [child.id])
            yield from ids_in(child.block, child.value)


def shown_by(block: Any, value: Any) -> set[str]:
    """Keys of the parts that are written elsewhere and read in this block, or in this field of rich text."""
    found = {f"{model._meta.label}:{pk}" for model, pk, *_ in block.extract_references(value)}
    return found | {f"{DETAILS}{name}" for name in details_in(block, value)} if isinstance(block, Block) else found


def field_row(page: Page, one: Any, words: str, before: str | None, then: list[str] | None) -> Row:
    """A field of the page itself: its title, a line, a rich text."""
    value = getattr(page, one.name)
    is_rich = isinstance(one, RichTextField)
    html = html_with_links([value or ""], then)[0] if is_rich else ""
    said, changed = marked_words(words if before is None else before, words, html)
    anchors = {page.editor_anchor(one.name)} - {""}
    shown = format_html('<div class="prose">{}</div>' if html else '<p class="passage__line">{}</p>', said)
    shows = shown_by(one, value) if is_rich else set()
    return Row(one.name, shown, CHANGED if changed else SAME, label_of(one), anchors=anchors, shows=shows)


def part_row(key: str, label: str, words: str, before: str | None) -> Row:
    """What is only told: related rows, what changed, a shared text."""
    old = words if before is None else before
    changed = old.split() != words.split()
    html = format_html('<p class="passage__line">{}</p>', marked(old, words) if changed else words)
    return Row(key, html, CHANGED if changed else SAME, label)
