"""Which question stands where a link of the old site led within a page: `page.html#why`, `<a name="why">`."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import unquote

from bs4 import NavigableString, Tag

from faq.importing.draft import Draft, Question, Statement, Table
from faq.importing.labels import ASKED, NUMBER
from faq.importing.reading.tags import HEADINGS, attribute, text_of
from faq.importing.words import letters, tidy

LINES = [*HEADINGS, "p", "li", "dt", "dd", "td", "th", "summary", "div"]
# Fewer letters say too little to know a place by.
FEWEST, ENOUGH = 12, 60
MOST = 500
# As a link leaves the outlining.
WITHIN = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def note_places(root: Tag, draft: Draft) -> None:
    """Changes the draft in place. What stands below the title alone is led to by the page itself."""
    said = [(question, known_by(question.wording), letters_in(question)) for question in draft.questions]
    for name, line in list(named(root))[:MOST]:
        question = question_at(known_by(line), said)
        if question and question.wording != draft.title:
            question.places.append(name)


def keep_links_within(draft: Draft) -> None:
    """Changes the draft in place: of links to places of the page, those that lead to a question stay."""
    known = {name for question in draft.questions for name in question.places}
    draft.rewrite(lambda html: WITHIN.sub(lambda link: link[0] if name_in(link[1]) in known else link[2], html))


def name_in(fragment: str) -> str:
    return unquote(unescape(fragment))


def known_by(line: str) -> str:
    """Its letters, without the number or the label before a question."""
    return letters(ASKED.sub("", NUMBER.sub("", line, count=1), count=1))


def named(root: Tag) -> Iterator[tuple[str, str]]:
    """`(a name, the words that begin there)`, each name once."""
    seen: set[str] = set()
    for tag in root.find_all(True):
        for name in (attribute(tag, "id"), attribute(tag, "name") if tag.name == "a" else ""):
            if name and name not in seen:
                seen.add(name)
                yield name, first_heading(tag) or text_of(tag) or line_after(tag)


def first_heading(tag: Tag) -> str:
    """Of a part of the page that begins with one."""
    words = text_of(heading) if (heading := tag.find(HEADINGS)) else ""
    return words if text_of(tag).startswith(words) else ""


def line_after(tag: Tag) -> str:
    words = next((one for one in tag.next_elements if isinstance(one, NavigableString) and tidy(one)), None)
    line = words.find_parent(LINES) if words else None
    return text_of(line) if line else tidy(words or "")


def letters_in(question: Question) -> str:
    parts = (part.html if isinstance(part, Statement) else " ".join(map(" ".join, part.rows)) for part in question.parts
             if isinstance(part, Statement | Table))  # fmt: skip
    return letters(TAG.sub(" ", " ".join(parts)))


def question_at(words: str, said: list[tuple[Question, str, str]]) -> Question | None:
    """The only one that is worded so, that a part of the page begins with, or that says it."""
    tests: list[Callable[[str, str], bool]] = [
        lambda wording, answer: wording == words,
        lambda wording, answer: len(wording) >= FEWEST and words.startswith(wording),
        lambda wording, answer: len(words) >= FEWEST and words[:ENOUGH] in answer,
    ]
    for test in tests:
        found = [question for question, wording, answer in said if test(wording, answer)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
