"""Markdown to HTML: CommonMark with tables and strike-through; HTML inside is cleaned later like any other."""

import re
from html import escape

from markdown_it import MarkdownIt

from faq.importing.draft import Ledger
from faq.importing.words import counted, tidy

FRONT_MATTER = re.compile(
    r"\A(?P<sign>---|\+\+\+)[ \t]*\n(?P<lines>.*?)\n(?:(?P=sign)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
NO_BLANK = re.compile(r"^(#{1,6})(?=[^\W\d_¿“])")
HEADING_NAME = re.compile(r"(?<=\S)[ \t]+\{[ \t]*[#.:][^{}]*\}[ \t]*$|(?<=^#)[ \t]+#+$")
BOX = re.compile(r"^(\s*[-*+] )\[[ xX]\] (?=\S)")
NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<text>.*(?:\n(?:[ ]{4}|\t).*)*)\n?", re.MULTILINE)
NOTE_SIGN = re.compile(r"\[\^([^\]\s]{1,60})\]")
QUOTES = "\"'"
TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(?P<title>\S.*)$", re.MULTILINE | re.IGNORECASE)


def html_of_markdown(text: str, ledger: Ledger) -> str:
    """A title in the settings that some programs put on top is the leading heading of a text without one."""
    front = FRONT_MATTER.match(text)
    if front and not re.search(r"^[\w-]+\s*[:=]", front["lines"], re.MULTILINE):
        front = None
    if front:
        text = text[front.end() :]
        ledger.drop("the settings at the top of the file", "they are for another program")
    title = TITLE.search(front["lines"]) if front else None
    text, notes = without_notes(as_headings(text))
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])
    # Which addresses may stay is decided, and reported, where all links are.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # its own way to say so
    html = parser.render(text) + "".join(parser.render(note) for note in notes)
    if notes:
        ledger.note(f"The file has {counted(len(notes), 'footnote')}, now at the end: make references of them.")
    if title and not html.lstrip().startswith("<h1"):
        html = f"<h1>{escape(title['title'].rstrip().strip(QUOTES))}</h1>{html}"
    return html


def as_headings(text: str) -> str:
    """`#Title` is a heading for most programs, and `{#name}` behind one is for a program."""
    lines, fenced = [], False
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        line = line if fenced else BOX.sub(r"\1", line)
        lines.append(line if fenced else HEADING_NAME.sub("", NO_BLANK.sub(r"\1 ", line)))
    return "\n".join(lines)


def without_notes(text: str) -> tuple[str, list[str]]:
    """The text with its notes numbered in the order in which it names them, and the notes."""
    notes = {found["name"]: tidy(found["text"]) for found in NOTE.finditer(text)}
    order: dict[str, int] = {}

    def sign(found: re.Match[str]) -> str:
        if found[1] not in notes:
            return found[0]
        return f"<sup>[{order.setdefault(found[1], len(order) + 1)}]</sup>"

    text = NOTE_SIGN.sub(sign, NOTE.sub("", text)) if notes else text
    ordered = [*order, *(name for name in notes if name not in order)]
    return text, [f"\n\n{number}. {notes[name]}\n" for number, name in enumerate(ordered, 1)]
