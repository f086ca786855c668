"""Running text: pieces of letters with their marks, and how they are written in Wagtail's rich-text format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from clinic.content.invisible import without_invisible
from faq.importing.outline.links import SERVICES, calls_to_services
from faq.importing.words import sentences, tidy

# Marks from the outside in, so that the same words always give the same markup.
MARKS = ("b", "i", "sup", "sub")
BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """Some letters with one set of marks and one link address ("" for none); a line break is a run of its own."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


def tidied(runs: list[Run]) -> list[Run]:
    """White space as a browser shows it, neighbours alike joined, none at the ends or beside a line break."""
    out: list[Run] = []
    for run in runs:
        text = run.text if run.text == BREAK else re.sub(r"\s+", " ", without_invisible(run.text))
        before = out[-1].text if out else BREAK
        if text != BREAK and before[-1] in " \n":
            text = text.lstrip(" ")
        if text == BREAK and out and out[-1].text != BREAK:
            out[-1] = Run(out[-1].text.rstrip(" "), out[-1].marks, out[-1].href)
            out = out if out[-1].text else out[:-1]
        if text and out and text != BREAK != out[-1].text and (out[-1].marks, out[-1].href) == (run.marks, run.href):
            out[-1] = Run(out[-1].text + text, run.marks, run.href)
        elif text:
            out.append(Run(text, run.marks, run.href))
    return without_edges(out)


def without_edges(runs: list[Run]) -> list[Run]:
    while runs and runs[0].text == BREAK:
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs and runs[-1].text.endswith(" "):
        last = runs[-1]
        runs = [*runs[:-1], Run(last.text.rstrip(" "), last.marks, last.href)]
    return runs


def paragraphs(runs: list[Run]) -> list[list[Run]]:
    """Split at two line breaks in a row, the typewriter's paragraph; give tidied, non-empty lists of runs."""
    out: list[list[Run]] = []
    current: list[Run] = []
    for run in [run for run in runs if run.text == BREAK or without_invisible(run.text)]:
        blank = run.text != BREAK and not run.text.strip()
        last = next((before for before in reversed(current) if before.text == BREAK or before.text.strip()), None)
        if run.text == BREAK and last and last.text == BREAK:
            out.append(current)
            current = []
        elif not (blank and not current):
            current.append(run)
    return [tidy_runs for tidy_runs in map(tidied, [*out, current]) if tidy_runs]


def plain(runs: Iterable[Run]) -> str:
    return tidy("".join(run.text for run in runs))


def markup(runs: list[Run]) -> str:
    """Rich text without a paragraph around it. A link's runs share one `<a>`, bold runs in a row one `<b>`."""
    return "".join(
        f'<a href="{escape(href)}">{marked(group)}</a>' if href else marked(group)
        for href, group in groupby(runs, lambda run: run.href)
    )


def marked(runs: Iterable[Run], marks: tuple[str, ...] = MARKS) -> str:
    if not marks:
        return "".join("<br/>" if run.text == BREAK else escape(run.text, quote=False) for run in runs)
    mark, inner = marks[0], marks[1:]
    return "".join(
        f"<{mark}>{marked(group, inner)}</{mark}>" if on else marked(group, inner)
        for on, group in groupby(runs, lambda run: mark in run.marks)
    )


def all_bold(runs: list[Run]) -> bool:
    return bool(runs) and all("b" in run.marks for run in runs if run.text.strip())


def with_call_linked(runs: list[Run]) -> list[Run] | None:
    """Runs with the sentence that invites to our services linked, which plain text cannot do; None if there is none."""
    if any(run.href for run in runs):
        return None
    text = "".join(run.text for run in runs)
    for sentence in sentences(text):
        if calls_to_services(sentence):
            start = text.index(sentence)
            return [*cut(runs, 0, start), *cut(runs, start, start + len(sentence), SERVICES),
                    *cut(runs, start + len(sentence), len(text))]  # fmt: skip
    return None


def cut(runs: list[Run], start: int, end: int, href: str = "") -> list[Run]:
    """The letters from `start` to `end`, all with `href`."""
    out, position = [], 0
    for run in runs:
        piece = run.text[max(0, start - position) : max(0, end - position)]
        position += len(run.text)
        if piece:
            out.append(Run(piece, run.marks, href))
    return out
