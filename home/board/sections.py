"""The sections of the board, one for each stage: which texts stand there, and what is said of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from wagtail.models import Page

from clinic.staff.stages.pages_at_stage import Texts
from clinic.staff.stages.stage_rules import RULES, Rule, waiting_for

ROWS = 50


@dataclass(frozen=True)
class Line:
    """One row: what is said of the text, the name of the screen it leads to, and who looks after it."""

    text: Page
    said: str
    screen: str
    name: str


@dataclass(frozen=True)
class Section:
    """`rows` is one page of at most ROWS texts, `lines` what is said of them; `count` counts them all."""

    rule: Rule
    about: str
    rows: Slice
    lines: list[Line]

    @property
    def count(self) -> int:
        return self.rows.paginator.count


def sections(texts: Texts, asked: Mapping[str, str], people: Mapping[int, str]) -> list[Section]:
    """Every Section, in order. `asked` has the page of rows asked for, `people` names those who look after pages."""
    found = [(rule, page_of(rule.find(texts), asked.get(rule.key))) for rule in RULES]
    names, who = names_of({text.pk for _, rows in found for text in rows}, people), waiting_for()
    return [Section(rule, who.get(rule.key, rule.about), rows, lines(rule, rows, names)) for rule, rows in found]


def page_of(rows: Texts, number: str | None) -> Slice:
    return Paginator(rows, ROWS).get_page(number)


def names_of(pages: set[int], people: Mapping[int, str]) -> dict[int, str]:
    """Who looks after each of these pages."""
    owners = Texts(Page).filter(pk__in=pages).with_person().values_list("pk", "person")
    return {page: people.get(person, "") for page, person in owners}


def lines(rule: Rule, rows: Slice, names: Mapping[int, str]) -> list[Line]:
    return [Line(text, *rule.tell(text), names[text.pk]) for text in rows]
