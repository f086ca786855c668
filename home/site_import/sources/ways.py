"""Where a page leads: the links it has, and the one place to which it does nothing but send its readers on."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain

from faq.importing.reading.page_head import ATTRIBUTE
from faq.importing.reading.shown_later import LATER, SIZES, by_size, keeps_place
from faq.importing.reading.style_sheets import cut_out

TAG = re.compile(r"<(a|area|img|iframe|frame|option|source|embed|object|form)\b([^<>]{0,8000})>", re.IGNORECASE)
META = re.compile(r"<meta\b([^<>]{0,2000})>", re.IGNORECASE)
REFRESH = re.compile(r"\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=)?\s*[\"']?\s*([^\"'\s][^\"']*)", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b[^<>]{0,300}>(.{0,2000}?)</script\s*>", re.IGNORECASE | re.DOTALL)
GOES = re.compile(
    r"(?:^|[\s;{(])(?:(?:window|document|self|top|parent)\.)*location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()"
    r"\s*[\"']([^\"'\s]+)[\"']",
    re.IGNORECASE,
)
ONLY_SOMETIMES = re.compile(r"\b(?:if|function|screen|navigator|onclick)\b|=>")
OPENS = re.compile(r"(?:location(?:\.href)?\s*=|(?:window\.)?open\s*\()\s*[\"']([^\"'\s]+)[\"']", re.IGNORECASE)
NOT_SHOWN = [
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        ("<!--", "-->"),
        *((rf"<{tag}[\s>]", rf"</{tag}\s*>") for tag in ("script", "style", "head", "noframes", "noscript", "svg")),
    )
]
ANY_TAG = re.compile(r"<[^<>]*>")
FRAME = re.compile(r"<frame\b([^<>]{0,2000})>", re.IGNORECASE)
BESIDE = re.compile(r"nav|men[uü]|top|head|foot|banner|logo|left|title|kopf|links", re.IGNORECASE)
MAIN = re.compile(r"main|content|body|right|haupt|inhalt|text|page", re.IGNORECASE)
# Who has to wait longer reads the page.
LONGEST_WAIT = 15
# “This page has moved. If your browser does not take you there, click here.”
MOST_LETTERS = 400
FEW_LETTERS = 120
# What may differ between a page and its copy for printing, in letters.
MOST_MISSING = 60


def attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(one or two or three).strip() for name, one, two, three in ATTRIBUTE.findall(text)}


def links_of(html: str) -> Iterator[str]:
    """Every address that readers of the page could come to or see, as it stands there."""
    for tag, text in TAG.findall(html):
        said = attributes(text)
        yield from filter(None, (said.get("href"), said.get("src"), *map(said.get, LATER)))
        if tag.lower() == "img" and keeps_place(said.get("src", "")):
            yield from chain.from_iterable(by_size(said.get(name, ""))[:1] for name in SIZES)
        if tag.lower() == "option" and re.search(r"[/.]", said.get("value", "")):
            yield said["value"]
        if tag.lower() == "object" and said.get("data"):
            yield said["data"]
        yield from OPENS.findall(said.get("onclick", ""))
    if way := way_on(html):
        yield way


def way_on(html: str) -> str:
    """Where the page sends its readers by itself, as it stands there; "" for a page that is read."""
    frames = [attributes(text) for text in FRAME.findall(html)]
    few = len(words_of(html))
    if few > MOST_LETTERS:
        return ""
    if frames:
        return main_frame(frames)
    for text in META.findall(html):
        said = attributes(text)
        if said.get("http-equiv", "").lower() == "refresh" and (found := REFRESH.match(said.get("content", ""))):
            return found[2].strip() if int(found[1]) <= LONGEST_WAIT else ""
    for program in SCRIPT.findall(html):
        if (found := GOES.search(program)) and not ONLY_SOMETIMES.search(program) and few <= FEW_LETTERS:
            return found[1]
    return ""


def main_frame(frames: list[dict[str, str]]) -> str:
    """Pages of old days stood in two frames or more: the menu beside, and what is read."""
    named = [(f"{frame.get('name', '')} {frame.get('src', '')}", frame["src"]) for frame in frames if frame.get("src")]
    read = [src for name, src in named if MAIN.search(name) and not BESIDE.search(name)]
    rest = [src for name, src in named if not BESIDE.search(name)]
    return next(iter([*read, *rest, *[src for _, src in named[-1:]]]), "")


def words_of(html: str) -> str:
    """What readers see of a page, roughly and quickly."""
    return " ".join(pieces_of(html))


def pieces_of(html: str) -> list[str]:
    """The same, cut wherever a tag stands."""
    for opening, closing in NOT_SHOWN:
        html, _ = cut_out(html, opening, closing)
    pieces = (" ".join(unescape(piece).split()) for piece in ANY_TAG.split(html))
    return [piece for piece in pieces if piece]


def say_the_same(one: str, other: str) -> bool:
    """Do two pages say the same, but for what stands around the text on one of them?"""
    parts = sorted((pieces_of(one), pieces_of(other)), key=lambda pieces: sum(map(len, pieces)))
    known = set(parts[1])
    missing = sum(len(piece) for piece in parts[0] if piece not in known)
    return bool(parts[0]) and missing <= min(MOST_MISSING, sum(map(len, parts[0])) / 20)
