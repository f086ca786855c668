"""What a Word file's styles and lists say of a paragraph: heading or not, bold, hidden, which number it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
HEADING_NAME = re.compile(
    r"(?:heading|überschrift|título|titulo|titre)\s*(\d)?$|.*\b(?:question|faq heading|pregunta|sub-?head(?:ing)?)s?$",
    re.IGNORECASE,
)
# Word's own styles for lists; the name stays English in a Word of any language.
LIST_NAME = re.compile(r"list (?:bullet|number|continue|paragraph)(?: (\d))?$", re.IGNORECASE)

CONTENTS_NAME = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)", re.IGNORECASE)


def child(element: Element | None, path: str) -> Element | None:
    """`child(p, "pPr/numPr")`, None where there is none."""
    for name in path.split("/"):
        element = element.find(f"{W}{name}") if element is not None else None
    return element


def value(element: Element | None, path: str = "") -> str:
    found = child(element, path) if path else element
    return found.get(f"{W}val") or "" if found is not None else ""


def is_on(element: Element | None, path: str) -> bool | None:
    """On, off, or None where nothing is said."""
    found = child(element, path)
    return None if found is None else value(found) not in {"0", "false", "off", "none"}


class Styles:
    """Styles by id, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall(f"{W}style") if root is not None else []
        self.by_id = {style.get(f"{W}styleId") or "": style for style in styles}

    def chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(self.by_id[name], "basedOn")

    def heading_level(self, name: str) -> int:
        """1 to 6, 0 for no heading. A style that is called a question, or is based on a heading, is one."""
        for style in self.chain(name):
            called = value(style, "name")
            named = HEADING_NAME.match(called)
            outline = value(style, "pPr/outlineLvl")
            if outline.isdigit() and int(outline) < LEVELS:
                return min(int(outline) + 1, 6)
            if named and not called.lower().startswith("toc"):
                return min(int(named[1] or 2), 6)
        return 0

    def list_name(self, name: str) -> re.Match[str] | None:
        """`List Bullet 2`, whatever the paragraph's own style is called."""
        return next((found for style in self.chain(name) if (found := LIST_NAME.match(value(style, "name")))), None)

    def list_depth(self, name: str) -> int:
        """How deep a style puts its items by its number: 1 for `List Bullet 2`, whose list has one level only."""
        found = self.list_name(name)
        return int(found[1]) - 1 if found and found[1] else 0

    def caption(self, name: str) -> str:
        """The id of Word's own style for captions, where this style is that or is based on it; else ""."""
        found = (style for style in self.chain(name) if value(style, "name").lower() == "caption")
        return next((style.get(f"{W}styleId") or "" for style in found), "")

    def lists_contents(self, name: str) -> bool:
        """Is it one of Word's styles for a table of contents or of figures?"""
        return any(CONTENTS_NAME.fullmatch(value(style, "name")) for style in self.chain(name))

    def continues_item(self, name: str) -> bool:
        found = self.list_name(name)
        return found is not None and "continue" in found[0].lower()

    def indent(self, name: str) -> int | None:
        return next((left for style in self.chain(name) if (left := indent_in(style)) is not None), None)

    def marks_first_row(self, name: str) -> bool:
        """Does a table style make the first row bold, or put a colour behind it?"""
        rows = [row for style in self.chain(name) for row in style.findall(f"{W}tblStylePr")
                if row.get(f"{W}type") == "firstRow"]  # fmt: skip
        return any(is_on(row, "rPr/b") or child(row, "tcPr/shd") is not None for row in rows)

    def says(self, name: str, path: str) -> bool:
        return next((on for style in self.chain(name) if (on := is_on(style, path)) is not None), False)

    def numbering(self, name: str) -> tuple[str, str]:
        """`(list, level)` of a style that numbers its paragraphs."""
        for style in self.chain(name):
            if child(style, "pPr/numPr") is not None:
                return value(style, "pPr/numPr/numId"), value(style, "pPr/numPr/ilvl")
        return "", ""


@dataclass
class Level:
    """How one level of a list counts: `text` is `%1.` or a bullet sign."""

    kind: str
    text: str
    start: int
    indent: int | None = None


@dataclass
class Lists:
    """The lists of a file, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    template: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def count(self, name: str, level: int) -> tuple[Level, int] | None:
        """The level and the number of the next item of list `name`; deeper levels begin anew."""
        template = self.template.get(name, "")
        how = self.levels.get(template, {}).get(level)
        if how is None or how.kind == "none":
            return None
        numbers = self.counted.setdefault(template, {})
        if (restart := self.restarts.pop((name, level), None)) is not None:
            numbers[level] = restart - 1
        numbers[level] = numbers.get(level, how.start - 1) + 1
        for deeper in [other for other in numbers if other > level]:
            del numbers[deeper]
        return how, numbers[level]


def lists_of(root: Element | None) -> Lists:
    lists = Lists()
    for template in root.findall(f"{W}abstractNum") if root is not None else ():
        name = template.get(f"{W}abstractNumId") or ""
        lists.levels[name] = {}
        for level in template.findall(f"{W}lvl"):
            place = number_in(level.get(f"{W}ilvl"), 0)
            lists.levels[name][place] = Level(
                value(level, "numFmt") or "decimal",
                value(level, "lvlText"),
                number_in(value(level, "start"), 1),
                indent_in(level),
            )
            if style := value(level, "pStyle"):
                lists.by_style[style] = (name, place)
    for num in root.findall(f"{W}num") if root is not None else ():
        name = num.get(f"{W}numId") or ""
        lists.template[name] = value(num, "abstractNumId")
        for override in num.findall(f"{W}lvlOverride"):
            if child(override, "startOverride") is not None:
                place = number_in(override.get(f"{W}ilvl"), 0)
                lists.restarts[name, place] = number_in(value(override, "startOverride"), 1)
    return lists


def indent_in(element: Element | None) -> int | None:
    """How far in a list's level, a style or a paragraph puts its words, in twentieths of a point."""
    found = child(element, "pPr/ind")
    said = (found.get(f"{W}left") or found.get(f"{W}start") or "") if found is not None else ""
    return int(said) if re.fullmatch(r"-?\d{1,5}", said) else None


def number_in(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else otherwise
