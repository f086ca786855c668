"""Claims in a text: rules are data, this is what applies them. Patterns find words, not meaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from clinic.checks.claims.patterns import BadPattern, Names, compiled, joined
from clinic.checks.text.pattern_files import patterns_in
from clinic.checks.text.sentences import one_form, sentences

GRAMMAR = patterns_in(Path(__file__).with_name("grammar.toml"))
LOOK_BACK = 40
REACH = 30


@dataclass(frozen=True)
class Rule:
    """One rule of the claims check.

    `patterns` and `exceptions` are in the form of clinic.checks.claims.patterns; a hit that touches an exception in the
    same sentence does not count. `guard`: a hit after "no", "not" and the like does not count. `only_if`: where the
    rule applies, such as "uncited" or "kind is not clinic_sees". `names`: the
    lists that patterns may ask for.
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
    names: Names = ()

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
    return [
        hit
        for sentence in sentences(text)
        for rule in fitting
        if applies(rule.only_if, about(sentence, context))
        for hit in hit_in(rule, sentence, context)
    ]


def possible(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The rules whose words are in `text` at all. One quick look for each rule, before anything is taken apart."""
    plain = one_form(text)
    return [rule for rule in rules if any(one.search(plain) for one in quick_looks(rule.patterns, rule.names))]


@lru_cache(maxsize=500)
def quick_looks(patterns: tuple[str, ...], names: Names = ()) -> list[Any]:
    """`patterns` as one, or one by one where together they would be too large."""
    try:
        return [compiled(joined(patterns), names)]
    except BadPattern:
        return [compiled(pattern, names) for pattern in patterns]


def hit_in(rule: Rule, sentence: str, context: dict[str, Any]) -> list[Hit]:
    plain = one_form(sentence)
    for match in matches(rule.patterns, plain, rule.names):
        start, end = match.span()
        if not (rule.guard and is_turned_round(plain, start)) and not is_excepted(rule, plain, start, end):
            return [Hit(rule, sentence[start:end], sentence, context)]
    return []


def matches(patterns: tuple[str, ...], text: str, names: Names) -> Iterator[Any]:
    return (match for pattern in patterns for match in compiled(pattern, names).finditer(text))


def is_excepted(rule: Rule, text: str, start: int, end: int) -> bool:
    return any(match.start() < end and start < match.end() for match in matches(rule.exceptions, text, rule.names))


def is_turned_round(text: str, at: int) -> bool:
    """Are the words at `at` denied, only asked, or named to be warned of?"""
    if GRAMMAR["plain_question"].match(text) or GRAMMAR["distrust"].search(text, 0, at):
        return True
    return is_negated(text, at)


def is_negated(text: str, at: int) -> bool:
    """Does a negation shortly before `at` turn the words there round?"""
    before = text[max(0, at - LOOK_BACK) : at]
    clause = GRAMMAR["clause_end"].split(before)[-1]
    found = [match for match in GRAMMAR["negation"].finditer(clause) if negates(match, clause)]
    return bool(found) and len(clause) - found[-1].end() <= REACH


def negates(match: re.Match[str], clause: str) -> bool:
    """ "Not only" negates nothing, and "without surgery, we cure it" only the surgery; "no treatment, cure" both."""
    after = clause[match.end() :]
    if GRAMMAR["not_only"].match(after):
        return False
    return not match["of_a_thing"] or "," not in after or bool(GRAMMAR["in_a_list"].search(after))


# Where a rule applies -------------------------------------------------------------------------------------------------


def about(sentence: str, context: dict[str, Any]) -> dict[str, Any]:
    """`context`, with the source that the sentence itself names."""
    return context | {"cited": True} if GRAMMAR["named_study"].search(one_form(sentence)) else context


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
