"""A document that Google saved as a web page: how its letters look, how deep its lists are and which line is its title
stand in names and a style sheet alone. Letters of other programs that number their styles are read along.
"""

import re
from collections import defaultdict

from bs4 import Tag

from faq.importing.reading.style_sheets import said_of_names
from faq.importing.reading.tags import attribute, names_of, text_of

# `.c4` of Google, `.s1` of Apple, `.T2` of LibreOffice: names that no person gave.
NUMBERED = re.compile(r"[cspt]\d{1,3}")
LOOKS = ("font-weight", "font-style", "vertical-align", "text-decoration", "text-decoration-line")
LIST = re.compile(r"lst-(?P<name>kix_\w+)-(?P<level>\d)")
SAVED_BY_GOOGLE = re.compile(r"<body\b[^<>]{0,300}\bdoc-content\b|\blst-kix_")


def write_out_looks(soup: Tag, html: str) -> None:
    """Onto each element what the style sheet says of the letters in it."""
    looks: dict[str, dict[str, str]] = defaultdict(dict)
    for name, said in said_of_names(html):
        if NUMBERED.fullmatch(name):
            looks[name] |= declared(said)
    for tag in soup.find_all(["span", "p"]) if looks else []:
        found: dict[str, str] = {}
        for name in names_of(tag):
            found |= looks.get(name, {})
        if found:
            written = ";".join(f"{look}:{value}" for look, value in found.items())
            tag["style"] = f"{attribute(tag, 'style').rstrip(';')};{written}".lstrip(";")


def declared(said: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in said.split(";"))
    return {look.strip().lower(): value.strip() for look, _, value in pairs if look.strip().lower() in LOOKS}


def make_plain(soup: Tag, html: str) -> None:
    """Real lists within lists, and a real title."""
    for tag in soup.find_all(["ul", "ol"]):
        if tag.parent is not None and part_of(tag):
            gather(tag)
    if SAVED_BY_GOOGLE.search(html):
        for title in soup.find_all("p", class_="title"):
            title.name = "h1"


def part_of(tag: Tag) -> re.Match[str] | None:
    """Of which list it is a part, and how far in."""
    return next((found for name in names_of(tag) if (found := LIST.fullmatch(name))), None)


def level_of(tag: Tag) -> int:
    part = part_of(tag)
    return int(part["level"]) if part else 0


def gather(first: Tag) -> None:
    """The parts of the list that follow right after: deeper ones into the last item, others on to their own."""
    opened = [first]
    while (part := next_part(first)) is not None:
        while len(opened) > 1 and level_of(opened[-1]) > level_of(part):
            opened.pop()
        last, items = opened[-1], opened[-1].find_all("li", recursive=False)
        part.extract()
        if level_of(part) > level_of(last) and items:
            items[-1].append(part)
            opened.append(part)
        else:
            last.extend(list(part.children))


def next_part(first: Tag) -> Tag | None:
    after = next((node for node in first.next_siblings if isinstance(node, Tag) or text_of(node)), None)
    if not isinstance(after, Tag) or after.name not in {"ul", "ol"}:
        return None
    mine, other = part_of(first), part_of(after)
    deeper = level_of(after) - level_of(first)
    same = mine and other and mine["name"] == other["name"] and deeper >= 0
    return after if same and (deeper or after.name == first.name) else None
