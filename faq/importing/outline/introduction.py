"""The few words under the title, before the first question: they are the short answer of the page."""

import re
from itertools import dropwhile, takewhile

from faq.importing.draft import Ledger, Part, Picture, Question, Statement
from faq.importing.labels import SUMMARIES, asks, is_above_summary
from faq.importing.words import glimpse, sentences

# As in the form of a topic.
MOST_WORDS = 60
MOST_SENTENCES = 3
# The field has links and raised letters, nothing loud.
LOUD = re.compile(r"</?[bi]>")


def take_short_answer(questions: list[Question], lead: Question, ledger: Ledger) -> str:
    """Rich text for the short answer, "" where there is none, taken out of `questions`; `lead` holds the title's text.

    A page without questions keeps its text in one.
    """
    others = [question for question in questions if question is not lead]
    if not others:
        return ""
    named = others[0] if is_above_summary(others[0].wording) and len(others) > 1 else None
    for question in (named, lead):
        parts = leading(question.parts) if question else []
        if question and parts and (len(parts) == len(question.parts) or may_be_split(question, lead)):
            return taken(question, parts, questions, ledger)
    return ""


def may_be_split(question: Question, lead: Question) -> bool:
    """A title that asks has all of its answer below it."""
    return question is lead and not asks(question.wording)


def leading(parts: list[Part]) -> list[Statement]:
    """The first paragraphs, as many as a short answer holds; pictures may stand above them."""
    words = list(dropwhile(lambda part: isinstance(part, Picture), parts))
    plain = [part for part in takewhile(is_plain, words) if isinstance(part, Statement)]
    while plain and not is_short(" ".join(part.words for part in plain)):
        plain.pop()
    return plain


def is_plain(part: Part) -> bool:
    """A line that announces what follows it says nothing without it."""
    return isinstance(part, Statement) and not part.lists and not part.words.endswith(":")


def is_short(words: str) -> bool:
    return len(words.split()) <= MOST_WORDS and len(sentences(words)) <= MOST_SENTENCES


def taken(question: Question, parts: list[Statement], questions: list[Question], ledger: Ledger) -> str:
    question.parts = [part for part in question.parts if not any(part is one for one in parts)]
    where = glimpse(question.wording)
    if question.parts and all(isinstance(part, Picture) for part in question.parts):
        following = questions[questions.index(question) + 1]
        following.parts = [*question.parts, *following.parts]
        question.parts = []
        ledger.note(f"The picture above {glimpse(following.wording)} now stands in its answer.")
    if question.parts:
        ledger.note(f"The first words under {where} are now the short answer; give the others a question of their own.")
    else:
        questions.remove(question)
        ledger.note(f"The words under {where} are now the short answer.")
    return without_label(LOUD.sub("", "".join(part.html for part in parts)), ledger)


def without_label(html: str, ledger: Ledger) -> str:
    """The words behind a label such as "Short answer:", which says what the field says already."""
    label = re.match(rf"<p>((?:{SUMMARIES.pattern}) ?:)\s*", html, re.IGNORECASE)
    if not label:
        return html
    ledger.note(f"“{label[1]}” was left out: the field says so.")
    return "<p>" + html[label.end() :]
