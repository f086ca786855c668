"""A topic as schema.org data: each question with its answer, in which every statement keeps its label.

FAQPage is left out on purpose: search engines stopped showing it, and a page of this kind is more than its questions.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext
from wagtail.blocks.stream_block import StreamValue

from clinic.content.prose import closed, plain, sentences, stream_texts
from clinic.pages.structured_data import condition, filled, person
from faq.statements import cited, statements


def topic_data(topic: Any, head: Any) -> list[dict[str, Any]]:
    """The nodes of a topic: the page, and the clinic that publishes it."""
    page = topic.web_page(
        head,
        about=condition(head.site_context.details.names_of_condition, said(topic, head.context)),
        author=person(topic.byline.name, topic.byline.title) if topic.byline else None,
        citation=citations(cited(topic.questions)),
        hasPart=[question(child, head) for child in topic.asked if child.value["question"]],
    )
    return [page, head.clinic()]


def question(child: StreamValue.StreamChild, head: Any) -> dict[str, Any]:
    """A Question with its Answer as the page tells it."""
    url, asked = f"{head.url}#{anchor(child)}", child.value["question"]
    number = head.site_context.details.emergency_number
    told = [part_in_words(part, head.context["prose"], number) for part in child.value["answer"]]
    answer = {"@type": "Answer", "url": url, "text": "\n".join(filter(None, told))}
    return {"@type": "Question", "name": asked, "url": url, "acceptedAnswer": answer}


def part_in_words(part: StreamValue.StreamChild, prose: Mapping[str, str], emergency_number: str) -> str:
    """One part of an answer as plain words: a statement after its label, a care card after its heading."""
    value = part.value
    if part.block_type == "statement":
        return statement_in_words(value, prose)
    written = [getattr(text, "source", text) or "" for _, text in stream_texts(part.block, value)]
    if part.block_type == "steps" and value["heading"]:
        written[0] = f"{written[0]}:"
    if part.block_type == "care_card":
        written = [f"{value.spoken(emergency_number)}:", *written[bool(value["heading"]) :]]
    return " ".join(closed(sentences(prose.get(text, text)) for text in written))


def statement_in_words(value: Any, prose: Mapping[str, str]) -> str:
    """With its label before it, and after it what the page says beside statements of its kind."""
    text = sentences(prose.get(value["text"].source, ""))
    if not value.is_labelled:
        return text
    return " ".join(closed([f"{gettext(value.kind.label)}: {text}", *asides(value, prose)]))


def asides(value: Any, prose: Mapping[str, str]) -> Iterator[str]:
    if value["experts_disagree"]:
        yield gettext("Experts disagree")
    if value.shows_why_unsure:
        yield f"{value.unsure_heading} {value['why_unsure']}"
    if value["kind"] == "clinic_sees":
        if value.counted:
            yield gettext("Counted in %(figure)s.") % {"figure": value.counted.text}
        yield gettext("Not checked by outside researchers.")
    if value["kind"] == "clinic_thinks":
        yield gettext("Not proven. Other specialists may disagree.")
        if known := sentences(prose.get(value["what_is_known"].source, "")):
            yield f"{gettext('What is known:')} {known}"


def said(topic: Any, context: Mapping[str, Any]) -> str:
    """The words of title, short answer, questions and statements, and the other names of the words that it explains."""
    prose = context["prose"]
    explained = [word for term in context.get("words", ()) for word in term.all_words]
    written = [topic.short_answer, *(statement["text"].source for statement in statements(topic.questions))]
    asked = [child.value["question"] for child in topic.questions]
    return "\n".join([topic.title, *asked, *explained, *(plain(prose.get(source, "")) for source in written)])


def citations(references: Iterable[Any]) -> list[dict[str, Any]]:
    """What the page rests on. A paper that was taken back is named there, but it supports nothing."""
    return [citation(reference) for reference in references if not reference.retracted]


def citation(reference: Any) -> dict[str, Any]:
    return filled(
        {
            "@type": "CreativeWork" if reference.is_for_the_public else "ScholarlyArticle",
            "name": reference.title,
            "author": reference.authors,
            "publisher": reference.journal,
            "datePublished": str(reference.year or ""),
            "url": reference.link,
        }
    )


def anchor(child: StreamValue.StreamChild) -> str:
    """The fragment that leads to a question: made of the block's id, so it outlives rewording and moving."""
    return place_of(child.id or "")


def place_of(block_id: str) -> str:
    return f"q-{block_id[:8]}"
