"""The statements of a topic in one list, to give each its kind of knowledge. Nothing is chosen for anybody."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from clinic.checks.findings import ADVISE, Finding
from clinic.content.key_figure_in_text import EMBED_TYPE
from clinic.content.prose import expanded, sentences
from faq.blocks import TO_CALL, StatementValue, is_blank
from faq.identifiers import doi_in
from faq.models import TopicPage
from faq.statement_kinds import KINDS, Kind
from faq.statements import asked_statements

NO_LABEL = "No label"
# What this screen says itself, beside each statement.
SAID_HERE = {"unsupported", "empty"}
# Advice on the kind itself.
ON_KINDS = {"published-as-early"}
# "(Bean 2014)", "[3]", "PMID 20493633", an address of PubMed.
CITES = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\)|\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]|\bPMID\b|pubmed", re.I)
THINKS = re.compile(
    r"\b(?:we|I) (?:think|believe|suspect)\b|\bour (?:idea|theory|view)\b|\b(?:pensamos|creemos)\b", re.I
)


def short(kind: Kind) -> str:
    """What the list calls it."""
    return kind.label or NO_LABEL


class Suggestion(NamedTuple):
    kinds: str
    reason: str


def suggestion_for(value: StatementValue, text: str) -> Suggestion | None:
    """What it might be, and by what that is known: only ever said, never set."""
    research = f"“{KINDS['established'].label}” or “{KINDS['early'].label}”"
    source = value["text"].source if value.get("text") else ""
    if not is_blank(value.get("figure")) or f'embedtype="{EMBED_TYPE}"' in source:
        return Suggestion(f"“{KINDS['clinic_sees'].label}”", "it tells a number of the clinic")
    if not is_blank(value.get("references")):
        return suggestion_by_sources(value, research)
    if doi_in(text) or CITES.search(text):
        return Suggestion(research, "it cites a source")
    if THINKS.search(text):
        return Suggestion(f"“{KINDS['clinic_thinks'].label}”", "it says what somebody here thinks")
    return Suggestion(f"“{NO_LABEL}”", "it tells readers to call") if TO_CALL.search(text) else None


def suggestion_by_sources(value: StatementValue, research: str) -> Suggestion:
    """Sources of one sort tell more than that there are some."""
    sources = [one for one in value["references"] if one]
    if sources and all(one.is_for_the_public for one in sources):
        return Suggestion(f"“{KINDS['published'].label}”", "its sources are no studies")
    return Suggestion(research, "it has a source")


@dataclass(frozen=True)
class Row:
    """A statement with the kind `chosen` for it on the screen; `stored` is that of the draft, "" for none.

    `was_changed`: its words or its kind are others than when they were shown to whoever chose.
    """

    key: str
    value: StatementValue
    text: str
    chosen: str
    findings: list[Finding] = field(default_factory=list)
    was_changed: bool = False

    @property
    def stored(self) -> str:
        return self.value.get("kind") or ""

    @property
    def seen(self) -> str:
        """Told back by the form: what stood here when it was chosen."""
        return sha256(f"{self.stored}\n{self.text}".encode()).hexdigest()[:16]

    @property
    def missing(self) -> list[tuple[Kind, list[str]]]:
        """What each kind asks for and is not there."""
        asked = [
            (kind, [said for name, said in kind.requires.items() if is_blank(self.value.get(name))])
            for kind in KINDS.values()
        ]
        return [(kind, said) for kind, said in asked if said]

    @property
    def suggestion(self) -> Suggestion | None:
        return None if self.stored else suggestion_for(self.value, self.text)

    @property
    def anchor(self) -> str:
        """Where the editor has it."""
        return anchor_of(self.key)


def anchor_of(key: str) -> str:
    return f"#block-{key}-section"


class Group(NamedTuple):
    """A question and its statements."""

    question: str
    rows: list[Row]


def groups_of(
    page: TopicPage, findings: Sequence[Finding], choices: Mapping[str, str], seen: Mapping[str, str]
) -> list[Group]:
    """The list as it is shown. `choices` and `seen`: `{key: …}` as a form told them back; the rest is as stored."""
    statements = list(asked_statements(page.asked))
    html = expanded(part.value["text"].source for _, part in statements if part.value.get("text"))
    return [
        Group(question, [marked(row_of(part, html, choices, findings), seen) for _, part in parts])
        for question, parts in groupby(statements, key=itemgetter(0))
    ]


def row_of(part: Any, html: Mapping[str, str], choices: Mapping[str, str], findings: Sequence[Finding]) -> Row:
    value = part.value
    text = sentences(html.get(value["text"].source, "")) if value.get("text") else ""
    mine = [one for one in findings if one.place.anchor == anchor_of(part.id) and is_said(one)]
    return Row(part.id, value, text, choices.get(part.id, value.get("kind") or ""), mine)


def is_said(finding: Finding) -> bool:
    """Advice on the wording belongs to the editor; here it would hide what matters for the kind."""
    return (finding.severity != ADVISE or finding.rule in ON_KINDS) and finding.rule not in SAID_HERE


def marked(row: Row, seen: Mapping[str, str]) -> Row:
    """A row that stands otherwise now than it stood when it was shown."""
    return replace(row, was_changed=seen.get(row.key, row.seen) != row.seen)


def give_kinds(page: TopicPage, choices: Mapping[str, str]) -> int:
    """Changes the page object; how many statements have another kind now."""
    changed = 0
    for _, part in asked_statements(page.asked):
        kind = choices.get(part.id)
        if kind is not None and kind != (part.value.get("kind") or ""):
            part.value["kind"] = kind
            changed += 1
    return changed
