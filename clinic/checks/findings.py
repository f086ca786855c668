"""What a check says about a page: one Finding for each thing a person should look at. Plain values."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

BLOCK, REVIEW, ADVISE = "BLOCK", "REVIEW", "ADVISE"
SEVERITIES = (BLOCK, REVIEW, ADVISE)
HEADINGS = {
    BLOCK: "Stops approval",
    REVIEW: "To be looked at",
    ADVISE: "Advice on the wording",
}
# Letters a written reason must have before a BLOCK may stand.
REASON_LENGTH = 20
CLEAN = "The checks found nothing. A person must still read the text."


@dataclass(frozen=True)
class Place:
    """Where something stands: `label` for people, `anchor` ("#block-…-section") to jump to in the editor."""

    label: str
    anchor: str = ""


WHOLE_PAGE = Place("The whole page")


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    `rule` is the id of a claim rule, such as C01, or the name of a check; `version` that of the claim rule, 0 for a
    check. `words` are what a pattern matched in the `excerpt`. `overridable`: a BLOCK that a clinical reviewer may
    let stand with a written reason. `by_meaning`: its meaning was found, not words; `example` is what it is most like
    among the examples in its language.
    `opens`: where the editor of another page is, which it is about.
    `shared`: where the text is edited, when it is not the page's own but one that many pages show.
    """

    rule: str
    severity: str
    message: str
    why: str = ""
    source: str = ""
    suggestion: str = ""
    excerpt: str = ""
    place: Place = WHOLE_PAGE
    overridable: bool = False
    version: int = 0
    words: str = ""
    example: str = ""
    shared: str = ""
    opens: str = ""
    by_meaning: bool = False

    @property
    def key(self) -> str:
        """The same for the same words in the same place, wherever that place has been moved to meanwhile."""
        last = self.place.label.rsplit(" › ", 1)[-1]
        told_apart = "\n".join([self.rule, self.place.anchor, last, self.excerpt])
        return hashlib.sha256(told_apart.encode()).hexdigest()[:16]

    @property
    def excerpt_parts(self) -> tuple[str, str, str]:
        """The excerpt as (before, the words matched, after); all of it before when nothing is marked in it."""
        return self.excerpt.partition(self.words) if self.words else (self.excerpt, "", "")


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, the most severe first, else as they stand on the page."""
    distinct: dict[str, Finding] = {}
    for finding in findings:
        distinct.setdefault(finding.key, finding)
    return sorted(distinct.values(), key=lambda finding: SEVERITIES.index(finding.severity))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop approval."""
    return [finding for finding in findings if finding.severity == BLOCK]


def overridable(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop approval unless a clinical reviewer writes why they may stand."""
    return [finding for finding in blocking(findings) if finding.overridable]


def still_blocking(findings: Iterable[Finding], reasons: dict[str, str]) -> list[Finding]:
    """Those that stop approval although `reasons` ({finding key: written reason}) were given."""
    return [
        finding
        for finding in blocking(findings)
        if not (finding.overridable and is_a_reason(reasons.get(finding.key, "")))
    ]


def is_a_reason(text: str) -> bool:
    return len(" ".join(text.split())) >= REASON_LENGTH


def findings_as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What is kept with the revision that was judged: a list of plain dictionaries, `place` nested, `key` added."""
    return [asdict(finding) | {"key": finding.key} for finding in findings]


def findings_from_json(stored: list[dict[str, Any]]) -> list[Finding]:
    """Findings as they were kept; keys that a later version added or dropped do no harm."""
    known = Finding.__dataclass_fields__
    return [
        Finding(**{name: value for name, value in one.items() if name in known} | {"place": Place(**one["place"])})
        for one in stored
    ]
