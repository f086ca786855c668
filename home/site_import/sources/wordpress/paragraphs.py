"""Text as people type it into WordPress to paragraphs: an empty line parts them, a new line is one there, too."""

import re
from collections.abc import Iterator

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "iframe", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "script", "style",
    "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# What stands directly in these needs no paragraph of its own.
LINES = frozenset((
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "summary", "figure", "figcaption",
    "caption", "legend",
))  # fmt: skip
# What stands directly in these is white space.
ROWS = frozenset(("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "menu", "colgroup"))
AS_IT_STANDS = frozenset(("pre", "script", "style", "textarea"))
VOID = frozenset(("hr", "col", "iframe"))
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
GAP = re.compile(r"\n[ \t\r\xa0]*(?:\n[ \t\r\xa0]*)+|(?:<br\s*/?>\s*){2,}", re.IGNORECASE)


def with_paragraphs(text: str) -> str:
    """
    >>> with_paragraphs("One\\nline\\n\\nTwo <b>words</b><ul><li>a</li></ul>")
    '<p>One<br>line</p><p>Two <b>words</b></p><ul><li>a</li></ul>'
    """
    return "".join(written(text.replace("\r\n", "\n").replace("\r", "\n")))


def written(text: str) -> Iterator[str]:
    """Walks from block to block; `inside` are the names of those that are open."""
    inside: list[str] = []
    start = 0
    for tag in TAG.finditer(text):
        closes, name = bool(tag[1]), tag[2].lower()
        if name not in BLOCKS or (inside and inside[-1] in AS_IT_STANDS and not (closes and name == inside[-1])):
            continue
        yield lines(text[start : tag.start()], inside[-1] if inside else "")
        yield tag[0]
        start = tag.end()
        if not closes and name not in VOID and not tag[3].endswith("/"):
            inside.append(name)
        elif closes and name in inside[-50:]:
            while inside.pop() != name:
                pass
    yield lines(text[start:], inside[-1] if inside else "")


def lines(text: str, within: str) -> str:
    if within in AS_IT_STANDS or not text.strip():
        return text if within in AS_IT_STANDS else ""
    parts = [broken(part.strip()) for part in GAP.split(text) if part.strip()]
    if within in ROWS:
        return text
    if within in LINES:
        joint = "</p><p>" if within == "p" else "<br><br>"
        return joint.join(parts)
    return "".join(f"<p>{part}</p>" for part in parts)


def broken(text: str) -> str:
    """One paragraph. An address alone is what WordPress plays there: it stays as a link."""
    if ADDRESS.fullmatch(text):
        return f'<a href="{text}">{text}</a>'
    return re.sub(r"(?<!<br>)(?<!<br />)(?<!<br/>)[ \t]*\n[ \t]*", "<br>", text)
