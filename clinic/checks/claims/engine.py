"""Claims in a text: rules are data, this is what applies them. Patterns find words, not meaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from clinic.checks.claims.patterns import BadPattern, compiled, joined
from clinic.checks.text.sentences import one_form, sentences

NEGATION = re.compile(
    r"\b(?:not|never|cannot|\w+n't|nobody|no one|nothing|neither|nor|whether|(?P<of_a_thing>no|none|without|if))\b",
    re.I,
)
NOT_ONLY = re.compile(r"\s+(?:only|just|merely)\b", re.I)
CLAUSE_END = re.compile(r"[.;:!?]|\b(?:but|yet|however|although)\b|,\s*(?:(?:and|so)\s+)?(?:we|our|it|this)\b", re.I)
IN_A_LIST = re.compile(r",\s*(?:(?:or|nor|and)\s+)?$", re.I)
# "Can CRPS be cured?" claims nothing; "Did you know that it cures CRPS?" does.
PLAIN_QUESTION = re.compile(
    r"\W*(?:is|are|was|were|can|could|does|do|will|would|should|has|have|may|might)\b[^?]*\?\W*$", re.I
)
LOOK_BACK = 40
REACH = 30


@dataclass(frozen=True)
class Rule:
    """One rule of the claims check.

    `patterns` and `exceptions` are in the form of clinic.checks.claims.patterns; a hit that touches an exception in the
    same sentence does not count. `guard`: a hit after "no", "not" and the like does not count. `only_if`: where the
    rule applies, such as "uncited" or "kind is not clinic_sees".
    """

    id: str
    title: str
    severity: str
    patterns: tuple
    message: str = ""
    why: str = ""
    source: str = ""
    suggestion: str = ""
    jurisdiction: str = ""
    guard: bool = False
    exceptions: tuple = ()
    only_if: str = ""
    version: int = 0

    @property
    def family(self) -> str:
        """C11 for C11-AU: rules of one family say the same thing for different places."""
        return self.id.split("-")[0]


@dataclass(frozen=True)
class Hit:
    """Words that a rule matched, and the sentence they stand in."""

    rule: Rule
    words: str
    sentence: str
    context: dict = field(default_factory=dict, compare=False)


def hits_in(rules: Sequence[Rule], text: str, context: dict[str, Any] | None = None) -> list[Hit]:
    """Every Hit of `rules` in one paragraph of text, at most one for each rule and sentence."""
    context = context or {}
    fitting = [rule for rule in possible(rules, text) if applies(rule.only_if, context)]
    if not fitting:
        return []
    return [hit for sentence in sentences(text) for rule in fitting for hit in hit_in(rule, sentence, context)]


def possible(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The rules whose words are in `text` at all. One quick look for each rule, before anything is taken apart."""
    plain = one_form(text)
    return [rule for rule in rules if any(one.search(plain) for one in quick_looks(rule.patterns))]


@lru_cache(maxsize=500)
def quick_looks(patterns: tuple[str, ...]) -> list[Any]:
    """`patterns` as one, or one by one where together they would be too large."""
    try:
        return [compiled(joined(patterns))]
    except BadPattern:
        return [compiled(pattern) for pattern in patterns]


def hit_in(rule: Rule, sentence: str, context: dict[str, Any]) -> list[Hit]:
    plain = one_form(sentence)
    for match in matches(rule.patterns, plain):
        start, end = match.span()
        if not (rule.guard and is_negated(plain, start)) and not is_excepted(rule, plain, start, end):
            return [Hit(rule, sentence[start:end], sentence, context)]
    return []


def matches(patterns: tuple[str, ...], text: str) -> Iterator[Any]:
    return (match for pattern in patterns for match in compiled(pattern).finditer(text))


def is_excepted(rule: Rule, text: str, start: int, end: int) -> bool:
    return any(match.start() < end and start < match.end() for match in matches(rule.exceptions, text))


def is_negated(text: str, at: int) -> bool:
    """Does a negation shortly before `at` turn the words there round, or are they only asked?"""
    if PLAIN_QUESTION.match(text):
        return True
    before = text[max(0, at - LOOK_BACK) : at]
    clause = CLAUSE_END.split(before)[-1]
    found = [match for match in NEGATION.finditer(clause) if negates(match, clause)]
    return bool(found) and len(clause) - found[-1].end() <= REACH


def negates(match: re.Match[str], clause: str) -> bool:
    """ "Not only" negates nothing, and "without surgery, we cure it" only the surgery; "no treatment, cure" both."""
    after = clause[match.end() :]
    if NOT_ONLY.match(after):
        return False
    return not match["of_a_thing"] or "," not in after or bool(IN_A_LIST.search(after))


# Where a rule applies -------------------------------------------------------------------------------------------------


def applies(condition: str, context: dict[str, Any]) -> bool:
    """Is `condition` ("uncited and kind is not clinic_sees"; empty: everywhere) true of a place?"""
    return all(term_is_true(term.strip(), context) for term in condition.split(" and ")) if condition else True


def term_is_true(term: str, context: dict[str, Any]) -> bool:
    if term.startswith("kind is not "):
        return context.get("kind", "") != term.removeprefix("kind is not ")
    if term.startswith("kind is "):
        return context.get("kind", "") == term.removeprefix("kind is ")
    if term.startswith("un"):
        return not context.get(term.removeprefix("un"))
    return bool(context.get(term))


def in_force(rules: Iterable[Rule], place: str) -> list[Rule]:
    """The rules for a clinic in `place` ("AU"; empty: unknown). One made for the place stands in for its family."""
    local = {rule.family for rule in rules if place and rule.jurisdiction == place}
    return [
        rule
        for rule in rules
        if rule.jurisdiction == (place or None) or (not rule.jurisdiction and rule.family not in local)
    ]


# Trying a rule out ----------------------------------------------------------------------------------------------------


def objections(rule: Rule, must_match: Iterable[str], must_not_match: Iterable[str]) -> dict[str, list[str]]:
    """What speaks against `rule` as it is: {"must_match": [sentence for staff, …], "must_not_match": […]}."""
    missed = [
        f"This should be found, but no pattern finds it: “{text}”" for text in must_match if not tried(rule, text)
    ]
    wrong = [
        f"This should be left alone, but “{hits[0].words}” is found in it: “{text}”"
        for text in must_not_match
        if (hits := tried(rule, text))
    ]
    return {name: said for name, said in (("must_match", missed), ("must_not_match", wrong)) if said}


def tried(rule: Rule, text: str) -> list[Hit]:
    """The hits of one rule in a text of any number of sentences, wherever the rule applies."""
    return [hit for sentence in sentences(text) for hit in hit_in(rule, sentence, {})]
