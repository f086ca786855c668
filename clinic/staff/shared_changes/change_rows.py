"""A change of a shared text in the rows of the screen on which pages are reviewed: the same parts in the same order."""

from typing import Any

from django.utils import translation
from django.utils.html import conditional_escape, escape, format_html, format_html_join

from clinic.archive.shared_texts.places import Place
from clinic.archive.shared_texts.proposals import Proposal, parts
from clinic.checks.findings import Finding
from clinic.content.models import SharedText
from clinic.review.marking import Leaf, compare, shown, without_signs
from clinic.review.remarks import asked_about
from clinic.review.who_changed import Hand, hands_in_text
from clinic.staff.reviewing.passages import CHANGED, NEW, SAME, Remark, Row, part_row

AMONG = "Among what it shows, not in a sentence of its own."


class SharedReading:
    """`text` are the rows of the text itself, what only staff read included; `places` those of the pages.

    Of these, `told` are read before a decision, and `folded` name where it is read.
    """

    def __init__(self, proposal: Proposal, pages: str) -> None:
        self.text = [row for before, draft in pairs_of(proposal) for row in rows_of(before, draft)]
        self.places = [place_row(place) for place in proposal.places]
        self.as_read = [row for before, draft in pairs_of(proposal) for row in as_read(before, draft)]
        self.told = [row for row in self.places if row.state != SAME or row.findings]
        # The change is told once, with the text: these pages show it, and no sentence of theirs is another one.
        self.folded = [row for row in self.places if row not in self.told]
        self.changed = [row for row in [*self.text, *self.told] if row.state != SAME]
        for number, row in enumerate(self.changed, 1):
            row.number = number
        self.findings: list[Finding] = [finding for place in proposal.places for finding in place.findings]
        self.asked = [one for draft in proposal.drafts for one in asked_about(draft)]
        self.stops = [finding for _, finding in proposal.stops]
        self.it = f"this {proposal.drafts[0]._meta.verbose_name}"
        self.covers = f"this change, {pages}"

    @property
    def last_hand(self) -> Hand | None:
        return max((row.hand for row in self.text if row.hand), key=lambda hand: hand.at, default=None)

    @property
    def shows_it(self) -> str:
        number = len(self.folded)
        return f"{number} page{' shows' if number == 1 else 's show'} {self.it}"

    @property
    def counts(self) -> str:
        """ "2 fields changed, last by Wren; on 3 pages a sentence reads otherwise"."""
        fields = sum(row.state != SAME for row in self.text)
        pages = sum(row.state != SAME for row in self.told)
        hand = f", last by {self.last_hand}" if self.last_hand else ""
        said = [f"{fields} field{'' if fields == 1 else 's'} changed{hand}"]
        said += [f"on {pages} page{'' if pages == 1 else 's'} a sentence reads otherwise"] if pages else []
        return "; ".join([*said, self.shows_it] if self.folded else said)

    @property
    def must_change(self) -> bool:
        """A reason why a finding may stand belongs to one page."""
        return bool(self.stops)


def rows_of(before: SharedText, draft: SharedText) -> list[Row]:
    """Of each field that says something or did: a number is approved with the day it was counted, changed or not."""
    hands = hands_in_text(draft)
    old = {part.key: part.words for part in parts(before)} if before.live else {}
    found = []
    for part in parts(draft):
        row = part_row(f"{draft.pk}:{part.key}", part.label, part.words, old.get(part.key, ""))
        row.state = row.state if row.state == SAME or old.get(part.key) else NEW
        row.hand = hands.get(part.key)
        found += [row] if part.words or row.state != SAME else []
    return found


def pairs_of(proposal: Proposal) -> list[tuple[SharedText, SharedText]]:
    return [*zip(proposal.rows, proposal.drafts, strict=True)]


def as_read(before: SharedText, draft: SharedText) -> list[Row]:
    """What patients read of it where a page shows it, beside or behind the sentences; nothing where it is the same."""
    with translation.override(draft.locale.language_code):
        then, now = before.lines_shown() if before.live else [], draft.lines_shown()
    if then == now or not then:
        return []
    leaves = [Leaf(without_signs(line), without_signs(line)) for line in now]
    compare("\n".join(then), leaves)
    lines = (shown(escape(leaf.mark() if leaf.is_changed else leaf.source)) for leaf in leaves)
    html = format_html_join("", '<p class="passage__line">{}</p>', ((line,) for line in lines))
    return [Row(f"{draft.pk}:read", html, CHANGED, "As patients read it there", language=language_of(draft))]


def language_of(one: Any) -> tuple[str, str]:
    return one.locale.language_code, str(one.locale)


def place_row(place: Place) -> Row:
    """A page that shows it: each sentence as it is read now and will be. It changes with what is said there, only."""
    page = place.page
    lines = place.statements or [format_html('<span lang="en">{}</span>', AMONG)]
    html = format_html_join("", '<p class="passage__line">{}</p>', ((words,) for words in lines))
    facts: list[Any] = [("Language", conditional_escape(place.other_words))] if place.other_words else []
    return Row(
        f"page:{page.pk}",
        html,
        CHANGED if place.reads_otherwise else SAME,
        page.title,
        facts=facts,
        findings=[Remark(finding) for finding in place.findings],
        url=page.full_url or "",
        language=language_of(page),
    )
