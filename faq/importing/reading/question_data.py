"""Questions that a page keeps in its data for search engines (`FAQPage`); some pages show them by a program only."""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from faq.importing.reading.style_sheets import stretches
from faq.importing.words import letters, tidy

SCRIPT = (
    re.compile(r"<script[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE),
    re.compile(r"</script", re.IGNORECASE),
)
DEEPEST = 20


def questions_of(html: str) -> list[tuple[str, str]]:
    """`(question, HTML of its answer)` for each, once."""
    found: dict[str, str] = {}
    for script in stretches(html, *SCRIPT):
        for node in nodes(read(script)):
            if "Question" in kinds(node):
                found.setdefault(tidy(unescape(said(node.get("name")) or said(node.get("text")))), answer_of(node))
    return [(question, answer) for question, answer in found.items() if question and answer]


def read(text: str) -> Any:
    text = re.sub(r"^\s*(<!--|<!\[CDATA\[|//\s*<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*$", "", text)
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object in the data, wherever it stands: on top, in a list, in `@graph`, in `mainEntity`."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner, depth + 1)


def kinds(node: dict[str, Any]) -> list[str]:
    """The last words of its types: `Question` for `https://schema.org/Question` too."""
    types = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in (types if isinstance(types, list) else [types])]


def said(value: Any) -> str:
    return value if isinstance(value, str) else ""


def answer_of(question: dict[str, Any]) -> str:
    """The accepted answer, else the suggested ones; plain text with line ends as paragraphs."""
    answers = question.get("acceptedAnswer") or question.get("suggestedAnswer") or []
    texts = [said(answer.get("text")) if isinstance(answer, dict) else said(answer)
             for answer in (answers if isinstance(answers, list) else [answers])]  # fmt: skip
    return "".join(as_html(text) for text in texts if text.strip())


def as_html(text: str) -> str:
    if "&lt;" in text and "<" not in text:
        text = unescape(text)
    if re.search(r"<[a-zA-Z/]", text):
        return f"<div>{text}</div>"
    return "".join(f"<p>{escape(unescape(line))}</p>" for line in text.split("\n") if line.strip())


def missing(questions: list[tuple[str, str]], words: str) -> str:
    """As HTML, those of which the page's own words lack the question or the beginning of its answer."""
    there = letters(words)
    return "".join(
        f"<h2>{escape(question)}</h2>{answer}"
        for question, answer in questions
        if letters(question) not in there or letters(re.sub(r"<[^<>]*>", " ", unescape(answer)))[:60] not in there
    )
