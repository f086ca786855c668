"""What a page of an old site will become, with the reason: by its address, its title, and how much of it is links."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.text import slugify

from faq.importing.draft import Draft, Question, Statement
from home.site_import.models import Becomes

KNOWN = tomllib.loads(Path(__file__).with_name("kinds_of_pages.toml").read_text(encoding="utf-8"))
# `/2019/05/` and `/page/2/` are lists by day and by number.
OF_A_DAY = re.compile(r"/(?:19|20)\d\d(?:/\d\d){0,2}/?")
NUMBERED = re.compile(r"/(?:page|seite|pagina)/\d+/?$")
# Behind a question mark.
ASKED = {"s": "It is the search of the old site.", "cat": "", "tag": "", "m": "", "author": "", "paged": "", "feed": "",
         "replytocom": "", "attachment_id": "", "print": ""}  # fmt: skip
MADE_OF_OTHERS = "It is a list that the old site made of other pages."
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
# What these lead to is no page: a list of forms to print is one.
TO_A_FILE = re.compile(r"^(?:mailto|tel):|\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
MOSTLY = 0.9
FEWEST_LINKS = 4


@dataclass(frozen=True)
class Verdict:
    becomes: Becomes
    why: str


def by_address(address: str) -> Verdict | None:
    """What nobody needs to read to know that it is nothing; None for all others."""
    parts = urlsplit(address)
    path = unquote(parts.path).lower()
    for name in parse_qs(parts.query, keep_blank_values=True):
        if name.lower() in ASKED:
            return Verdict(Becomes.NOTHING, ASKED[name.lower()] or MADE_OF_OTHERS)
    if OF_A_DAY.fullmatch(path) or NUMBERED.search(path):
        return Verdict(Becomes.NOTHING, MADE_OF_OTHERS)
    names = names_in(address)
    for rule in KNOWN["made_by_the_site"]:
        if any(fits(name, rule["paths"]) for name in (names[-1:] if rule["alone"] else names)):
            return Verdict(Becomes.NOTHING, rule["why"])
    return None


def by_words(address: str, draft: Draft, kind_there: str = "") -> Verdict:
    """`kind_there` is what the source calls it: "post", "page", "archive"."""
    names = names_in(address)
    if kind_there == "archive":
        return Verdict(Becomes.NOTHING, MADE_OF_OTHERS)
    if share_of_links(draft) > MOSTLY:
        return Verdict(Becomes.NOTHING, "It is hardly more than links to other pages.")
    if not names or (len(names) == 1 and fits(names[0], KNOWN["standard"]["start"])):
        return Verdict(
            Becomes.STANDARD, "It was the first page of the old site: take from it what your home page needs."
        )
    services = KNOWN["services"]["parents"]
    if fits(names[-1], services):
        return Verdict(Becomes.STANDARD, "It tells of the services together; each has a page of its own here.")
    if any(fits(name, services) for name in names[:-1]):
        return Verdict(Becomes.SERVICE, "It stood among the services.")
    if kind_there != "post" and fits(names[-1], KNOWN["standard"]["paths"]):
        return Verdict(Becomes.STANDARD, "Its address says that it is about the clinic.")
    if kind_there != "post" and fits(slugify(draft.title), KNOWN["standard"]["paths"]):
        return Verdict(Becomes.STANDARD, "Its title says that it is about the clinic.")
    return Verdict(Becomes.TOPIC, "")


def names_in(address: str) -> list[str]:
    """`["services", "nerve-blocks"]` for `/Services/nerve_blocks.html`; the name of the start page of a folder goes."""
    path = unquote(urlsplit(address).path).lower().replace("_", "-").replace(" ", "-").replace("%20", "-")
    names = [
        re.sub(r"\.(?:x?html?|shtml|php|aspx?|jsp|cfm|docx|md|txt)$", "", name) for name in path.split("/") if name
    ]
    if len(names) > 1 and fits(names[-1], ["index", "default"]):
        names = names[:-1]
    return [] if names == ["index"] else names


def fits(name: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def share_of_links(draft: Draft) -> float:
    """How many of its letters stand in links to other pages; 0 where there are only a few."""
    html = "".join([draft.short_answer, *(text for question in draft.questions for text in texts_of(question))])
    links = [words for href, words in LINK.findall(html) if not TO_A_FILE.search(href)]
    letters = len(TAG.sub("", html).strip())
    return sum(len(TAG.sub("", words)) for words in links) / letters if letters and len(links) >= FEWEST_LINKS else 0.0


def texts_of(question: Question) -> list[str]:
    return [part.html for part in question.parts if isinstance(part, Statement)]
