"""What a draft becomes beside a topic: a service or a standard page, its words in the fields of that type."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from wagtail.blocks import StructBlock
from wagtail.models import Page

from clinic.content.prose import plain, sentences
from faq.importing.draft import Draft, Part, Picture, Question, Statement, Table
from faq.importing.report import Report, report_on, speechless, unlabelled
from faq.importing.stream import identified, raw, raw_part
from faq.importing.targets import ImageId, Target, Topics
from faq.importing.words import sentences as sentences_in
from faq.importing.words import shortened
from faq.models import FaqIndexPage
from home.models import HomePage, ServicePage, ServicesPage, StandardPage
from home.site_import.models import Becomes

# Which heading tells what of a service, in the languages of old sites.
HEADINGS = {
    field: re.compile("|".join(patterns), re.IGNORECASE)
    for field, patterns in tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")).items()
}
STATEMENTS = ("benefits", "harms")
FIRST = "what_it_is"
BODY = StandardPage.body.field.stream_block
LONGEST_SUMMARY = ServicePage._meta.get_field("summary").max_length or 200


class StandardPages(Target):
    """Each question is a heading of the page, each answer the text below it."""

    model = StandardPage

    def values(self, draft: Draft, image_id: ImageId) -> dict[str, Any]:
        blocks: list[dict[str, Any]] = []
        running = ""
        for question in draft.questions:
            running += "" if question.wording == draft.title else f"<h2>{escape(question.wording, quote=False)}</h2>"
            for part in question.parts:
                if isinstance(part, Statement):
                    running += part.html
                    continue
                blocks += [text_block(running)] if running else []
                blocks.append(part_block(part, image_id))
                running = ""
        blocks += [text_block(running)] if running else []
        return {"introduction": draft.short_answer, "body": blocks}

    def report(self, draft: Draft, name: str, services: Sequence[Page]) -> Report:
        to_do = ["Look at the page; phone, address and hours can come from the clinic details.", *speechless(draft)]
        return report_on(draft, name, to_do, [])


def text_block(html: str) -> dict[str, Any]:
    return identified("text", html)


def part_block(part: Part, image_id: ImageId) -> dict[str, Any]:
    """A picture or a table, as it stands in an answer too."""
    return raw_part(part, image_id)


class Services(Target):
    """Each part under the field its heading tells of, the rest under what it is. Good and harm are statements."""

    model = ServicePage

    def values(self, draft: Draft, image_id: ImageId) -> dict[str, Any]:
        prose: dict[str, str] = {FIRST: draft.short_answer}
        streams: dict[str, list[dict[str, Any]]] = {name: [] for name in STATEMENTS}
        for question in draft.questions:
            field = field_for(question, draft)
            for picture in (part for part in question.parts if isinstance(part, Picture)):
                image_id(picture)
            if field in STATEMENTS:
                streams[field] += statements(question, field)
            else:
                prose[field] = prose.get(field, "") + heading_of(question, field, draft) + html_of_all(question)
        return {"summary": summary_of(draft, prose[FIRST]), **prose, **streams}

    def report(self, draft: Draft, name: str, services: Sequence[Page]) -> Report:
        told = [question for question in draft.questions if field_for(question, draft) in STATEMENTS]
        waiting = unlabelled(Draft(draft.title, told))
        if draft.parts(Picture):
            draft.ledger.note("A service shows no pictures of its own. They are in the picture library.")
        fields = {field_for(question, draft) for question in draft.questions}
        empty = [field.replace("_", " ") for field in HEADINGS if field not in fields]
        to_do = ["Look at the summary and at what was put where.",
                 *([f"Write what the page did not say: {', '.join(empty)}."] if empty else []),
                 *(["Choose a kind of knowledge for each statement of good and harm."] if told else []),
                 *speechless(draft)]  # fmt: skip
        return report_on(draft, name, to_do, waiting)


def field_for(question: Question, draft: Draft) -> str:
    if is_lead(question, draft):
        return FIRST
    return next((field for field, words in HEADINGS.items() if words.search(question.wording)), FIRST)


def is_lead(question: Question, draft: Draft) -> bool:
    return question.wording == draft.title


def statements(question: Question, field: str) -> list[dict[str, Any]]:
    """Without a kind of knowledge: to choose it is the writer's. The heading stands above the first."""
    block: StructBlock = ServicePage.benefits.field.stream_block.child_blocks["statement"]
    texts = [html for part in question.parts if (html := html_of(part))]
    heading = "" if is_label(question, field) else bold(question.wording)
    return [raw(block, text=html, kind="") for html in [heading + "".join(texts[:1]), *texts[1:]] if html]


def heading_of(question: Question, field: str, draft: Draft) -> str:
    return "" if is_lead(question, draft) or is_label(question, field) else bold(question.wording)


def is_label(question: Question, field: str) -> bool:
    """Whether the heading says no more than the name of the field: “Risks”, “Who is it for?”."""
    words = set(re.findall(r"\w+", question.wording.lower()))
    name = str(getattr(ServicePage._meta.get_field(field), "verbose_name", "")).split()
    return field != FIRST and (len(words) == 1 or words == set(name))


def bold(words: str) -> str:
    return f"<p><b>{escape(words, quote=False)}</b></p>"


def html_of_all(question: Question) -> str:
    return "".join(html_of(part) for part in question.parts)


def html_of(part: Part) -> str:
    """As rich text without headings, tables and pictures: a row is a line, of a picture its caption stays."""
    if isinstance(part, Statement):
        return part.html
    if isinstance(part, Table):
        heads = [escape(words, quote=False) for words in (part.caption, " | ".join(part.heading)) if words.strip(" |")]
        return "".join([*map(bold, heads), *(f"<p>{row_of(row)}</p>" for row in part.rows)])
    return f"<p>{escape(part.caption, quote=False)}</p>" if part.caption else ""


def row_of(cells: Iterable[str]) -> str:
    return " | ".join(re.sub(r"</?(?:p|ul|ol|li)>", " ", cell).strip() or "–" for cell in cells)


def summary_of(draft: Draft, what_it_is: str) -> str:
    """The first sentence or two, as many as fit."""
    found = ""
    for sentence in sentences_in(plain(draft.short_answer) or sentences(what_it_is)):
        if len(f"{found} {sentence}") > LONGEST_SUMMARY:
            break
        found = f"{found} {sentence}".strip()
    return found or shortened(plain(what_it_is), LONGEST_SUMMARY)


def targets_under(index: FaqIndexPage) -> dict[str, Target]:
    """By what a page becomes: those for which the site of `index` has a place, in its language."""
    home = HomePage.objects.ancestor_of(index).first()
    services = ServicesPage.objects.child_of(home).first() if home else None
    found: dict[str, Target] = {Becomes.TOPIC: Topics(index)}
    if services:
        found[Becomes.SERVICE] = Services(services)
    if home:
        found[Becomes.STANDARD] = StandardPages(home)
    return found
