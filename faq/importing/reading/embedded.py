"""What a page shows that is no text and cannot come along, videos, forms, maps: each is named, so that it is missed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bs4 import PageElement, Tag

from faq.importing.draft import Ledger
from faq.importing.reading.tags import attribute, text_of
from faq.importing.words import counted, glimpse, tidy

KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# Every program may be called by a sign: of those only the makers count.
MAKERS = {
    what: re.compile(rf"//(?:[\w-]+\.)*(?:{'|'.join(names.split())})\.", re.IGNORECASE)
    for what, names in KNOWN["makers"].items()
}
SIGNS = {what: re.compile(pattern, re.IGNORECASE) for what, pattern in KNOWN["signs"].items()}
BY_TAG = {
    "iframe": "something shown from another site",
    "video": "a video",
    "audio": "a sound recording",
    "embed": "a plug-in",
    "object": "a plug-in",
    "canvas": "a drawing made by a program",
    "map": "a picture map",
}
BY_PROGRAM = ("a form", "a calendar for appointments")
OF_ANY = ("iframe", "embed", "object")
BY_HAND = "it cannot be imported; add a link or a picture by hand"
NO_FORMS = "its fields do not come along; say by hand how patients reach you"
# What nobody writes into.
NO_FIELDS = {"hidden", "submit", "button", "reset", "image", "search"}
# A program that puts a video or a form into the page where it runs.
PLAYED = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed/|watch\?v=|shorts/)|youtu\.be/)(?P<id>[\w-]{11})|"
                    r"vimeo\.com/(?:video/)?(?P<number>\d{6,12})\b")  # fmt: skip
LOADED = re.compile(r"<script[^<>]{0,300}\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,300})", re.IGNORECASE)


def name_shown(tag: Tag, ledger: Ledger) -> None:
    ledger.drop(named(tag), BY_HAND)


def named(tag: Tag) -> str:
    """`a video “How to sit” (https://…)`."""
    where = address_in(tag)
    what, title = shown_by(where) if tag.name in OF_ANY else "", tidy(attribute(tag, "title"))
    return (what or BY_TAG[tag.name]) + (f" {glimpse(title)}" if title else "") + (f" ({where[:100]})" if where else "")


def shown_by(where: str) -> str:
    """What such an address shows, "" if nobody knows."""
    return next((what for what in SIGNS if MAKERS[what].search(where) or SIGNS[what].search(where)), "")


def address_in(tag: Tag) -> str:
    """Also of one that is shown once its reader comes near."""
    tags = [tag, *tag.find_all(["source", "embed"])]
    found = (attribute(one, name) for one in tags for name in ("data-src", "data-lazy-src", "src", "data"))
    return next((where for where in found if where and not where.startswith("about:")), "")


def name_form(form: Tag, ledger: Ledger) -> None:
    """Of one that nobody would miss, such as a search box, there is nothing to say."""
    fields = [field for field in form.find_all(["input", "select", "textarea"])
              if attribute(field, "type").lower() not in NO_FIELDS]  # fmt: skip
    if len(fields) > 1 or form.find("textarea"):
        labels = [text_of(label) for label in form.find_all(["label", "legend"])]
        labels += [attribute(field, "placeholder") for field in fields]
        said = "; ".join(dict.fromkeys(filter(None, map(tidy, labels))))
        ledger.drop(
            f"a form with {counted(len(fields), 'field')}" + (f": {glimpse(said, 200)}" if said else ""), NO_FORMS
        )


def leave_out(node: PageElement, what: str, why: str, ledger: Ledger) -> None:
    """Takes it out of the page, and names what it says and shows."""
    if words := text_of(node):
        ledger.drop(f"{what}: {glimpse(words)}", why)
    if isinstance(node, Tag):
        name_embedded(node, ledger)
        node.decompose()
    else:
        node.extract()


def name_embedded(part: Tag, ledger: Ledger) -> None:
    """All that is shown within a part of the page that is left out; a form itself by its words, if it has any."""
    for tag in ([] if text_of(part) else [part]) + part.find_all([*BY_TAG, "form"]):
        if tag.name == "form":
            name_form(tag, ledger)
        elif tag.name in BY_TAG and (tag.name not in OF_ANY or address_in(tag)):
            name_shown(tag, ledger)


def name_programs(html: str, soup: Tag, ledger: Ledger) -> None:
    """What only a program of the page would have put there."""
    html = html.replace("\\/", "/")
    told = str(soup) + " ".join(what for what, _ in ledger.dropped)
    for what, where, known_by in (*videos(html), *loaded(html)):
        if known_by not in told:
            ledger.drop(f"{what} ({where[:100]})", BY_HAND)


def videos(html: str) -> Iterator[tuple[str, str, str]]:
    """`(what, its address, what any address of it holds)`."""
    for found in PLAYED.finditer(html):
        where = f"https://youtu.be/{found['id']}" if found["id"] else f"https://vimeo.com/{found['number']}"
        yield "a video", where, found["id"] or found["number"]


def loaded(html: str) -> Iterator[tuple[str, str, str]]:
    for where in LOADED.findall(html):
        what = next((what for what in BY_PROGRAM if MAKERS[what].search(where)), "")
        if what:
            yield what, where, where
