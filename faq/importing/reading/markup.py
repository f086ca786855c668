"""HTML from outside to a well-formed tree, whatever it was: surveyed first, then mended and stripped of programs."""

import re
import tomllib
from pathlib import Path

import nh3
from bs4 import BeautifulSoup

from faq.importing.draft import Ledger, Refused
from faq.importing.reading.style_sheets import cut_out
from faq.importing.reading.written_out import write_out
from faq.importing.words import counted

# The mending parser needs time in the square of the depth; no page a person wrote is nested like this.
DEEPEST = 120
MOST_ELEMENTS = 60_000
# Letters outside programs and pictures: some 60,000 words, a hundred times what a topic needs.
MOST_LETTERS = 400_000
MOST_MARKUP = 1_500_000
PICTURE_DATA = re.compile(r"data:[^\s\"'()<>]+")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# An end tag is not waited for.
UNCLOSED = {*KNOWN["void"].split(), *KNOWN["self_closing"].split()}
WEIGHTS = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "menu": 2, "button": 2, "object": 2}
CUT_OUT = (
    (r"<!--", r"--!?>", "hidden comment", "readers of the page could not see it"),
    (r"<script[\s/>]", r"</script[^<>]*>", "script", "programs have no place in a topic"),
    (r"<style[\s/>]", r"</style[^<>]*>", "style sheet", "the site has its own look"),
)


def tree(html: str, name: str, ledger: Ledger) -> BeautifulSoup:
    """The page with all tags closed, and signs and formulas written out.

    Scripts, styles and comments are gone and reported.
    """
    whole = html
    for opening, closing, what, why in CUT_OUT:
        html, number = cut_out(html, re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
        if number:
            ledger.drop(counted(number, what), why)
    refuse_too_long(html, name, MOST_MARKUP)
    refuse_too_deep(html, name)
    clean = nh3.clean(
        html,
        tags=set(KNOWN["structure"].split()),
        clean_content_tags=set(KNOWN["programs"].split()),
        attributes={tag: set(names.split()) for tag, names in KNOWN["attributes"].items()},
        attribute_filter=without_program,
        url_schemes=set(KNOWN["schemes"].split()),
        filter_style_properties=set(KNOWN["styles"].split()),
        link_rel=None,
    )
    soup = BeautifulSoup(clean, "html.parser")
    write_out(soup, whole)
    return soup


def without_program(tag: str, name: str, value: str) -> str:
    """Of what a click runs, only the name in it: what it opens."""
    if name != "onclick":
        return value
    named = re.search(r"[\"']#?([A-Za-z][\w-]*)[\"']", value)
    return named[1] if named else ""


def refuse_too_long(text: str, name: str, most: int = MOST_LETTERS) -> None:
    if len(text) > most and len(PICTURE_DATA.sub("", text)) > most:
        raise Refused(f"“{name}” is too long to be one topic. Split it and import the parts one by one.")


def refuse_too_deep(html: str, name: str) -> None:
    """Count every tag as the parser will meet it; too many or too deep is a trap or a mistake, not a text."""
    opened, depth = [], 0
    for number, (closes, tag) in enumerate(found.groups() for found in TAG.finditer(html)):
        tag = tag.lower()
        if number > MOST_ELEMENTS or depth > DEEPEST:
            raise Refused(f"“{name}” is built far too deep or too large for a page of text, so it was not read.")
        if tag in UNCLOSED:
            continue
        if not closes:
            opened.append(tag)
            depth += WEIGHTS.get(tag, 1)
        elif tag in opened[-30:]:
            while (last := opened.pop()) != tag:
                depth -= WEIGHTS.get(last, 1)
            depth -= WEIGHTS.get(tag, 1)
