"""A topic as schema.org data. FAQPage is left out on purpose: search engines stopped showing it, and its answers would
lose their labels.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks.stream_block import StreamValue

from clinic.content.prose import plain
from clinic.pages.linked_data import condition, filled, person
from faq.statements import cited, statements


def topic_data(topic: Any, head: Any) -> list[dict[str, Any]]:
    """The nodes of a topic: the page, and the clinic that publishes it."""
    page = topic.web_page(
        head,
        about=condition(head.site_context.details.names_of_condition, said(topic, head.context["prose"])),
        author=person(topic.author.display_name) if topic.author else None,
        citation=citations(cited(topic.questions)),
        hasPart=[
            {"@type": "WebPageElement", "name": child.value["question"], "url": f"{head.url}#{anchor(child)}"}
            for child in topic.questions
            if child.value["question"]
        ],
    )
    return [page, head.clinic()]


def said(topic: Any, prose: dict[str, str]) -> str:
    """The words of title, short answer, questions and statements."""
    written = [topic.short_answer, *(statement["text"].source for statement in statements(topic.questions))]
    asked = [child.value["question"] for child in topic.questions]
    return "\n".join([topic.title, *asked, *(plain(prose.get(source, "")) for source in written)])


def citations(references: Iterable[Any]) -> list[dict[str, Any]]:
    """What the page rests on. A paper that was taken back is named there, but it supports nothing."""
    return [citation(reference) for reference in references if not reference.retracted]


def citation(reference: Any) -> dict[str, Any]:
    return filled(
        {
            "@type": "CreativeWork" if reference.design == reference.Design.PUBLIC_INFORMATION else "ScholarlyArticle",
            "name": reference.title,
            "author": reference.authors,
            "publisher": reference.journal,
            "datePublished": str(reference.year or ""),
            "url": reference.link,
        }
    )


def anchor(child: StreamValue.StreamChild) -> str:
    """The fragment that leads to a question: made of the block's id, so it outlives rewording and moving."""
    return f"q-{(child.id or '')[:8]}"
