"""What a page gives to search: its questions, itself, or the words of the glossary that it lists."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from wagtail.models import Page
from wagtail.rich_text import RichText

from clinic.content.blocks import CareCardValue
from clinic.content.invisible import without_invisible
from clinic.content.prose import closed, expanded, lines_of, rich_texts, sentences, stream_texts, texts
from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage, GlossaryTerm, TopicPage
from faq.structured_data import anchor
from home.models import SearchText, ServicePage, ServicesPage, StandardPage

What = SearchText.What
LONGEST_PART = 4000
FOUND = (TopicPage, ServicePage, ServicesPage, StandardPage, FaqIndexPage)


def texts_of(page: Page) -> list[SearchText]:
    """The SearchTexts of a live page, unsaved. A page of a type that is not found has none."""
    with translation.override(page.locale.language_code):
        if isinstance(page, FaqIndexPage):
            return [*whole_page(page), *glossary(page)]
        if isinstance(page, TopicPage):
            return topic(page)
        return whole_page(page) if isinstance(page, FOUND) else []


def text(page: Page, *, title: str, **fields: Any) -> SearchText:
    title, code = without_invisible(title), page.locale.language_code
    return SearchText(page_id=page.pk, language=code, live_hash=page.live_hash, title=title, **fields)


def topic(page: Page) -> list[SearchText]:
    """The topic itself with its short answer, then each of its questions."""
    prose = expanded(rich_texts(page))
    about = {"topic": page.title, "names": page.wordings}
    found = [question(page, number, child, prose, about) for number, child in enumerate(page.questions, 1)]
    short = without_invisible(sentences(prose.get(page.short_answer, "")))
    if short:
        itself: dict[str, Any] = {"title": page.title, "names": page.wordings, "parts": [["", short]]}
        found.insert(0, text(page, what=What.TOPIC, place=0, **itself))
    return found


def question(page: Page, number: int, child: Any, prose: dict[str, str], about: dict[str, Any]) -> SearchText:
    parts = [part for answer in child.value["answer"] for part in parts_of_answer(answer, prose)]
    return text(
        page,
        what=What.QUESTION,
        path=f"#{anchor(child)}",
        place=number,
        title=child.value["question"],
        asked_as=child.value.wordings,
        parts=merged(parts),
        **about,
    )


def parts_of_answer(child: Any, prose: dict[str, str]) -> list[list[str]]:
    """[kind, words] of each piece of one block of an answer."""
    kind = labelled(child.value["kind"]) if child.block_type == "statement" else ""
    return [[kind, words_of(pair, prose)] for pair in shown_texts(child)]


def shown_texts(child: Any) -> list[Any]:
    """What readers do not see of a statement is not found either; the fixed words over a care card are."""
    if child.block_type == "care_card":
        return [
            ("plain", lead_in(child.value)),
            *stream_texts(child.block.child_blocks["items"], child.value["items"]),
            *stream_texts(child.block.child_blocks["action"], child.value["action"]),
        ]
    if child.block_type != "statement":
        return list(stream_texts(child.block, child.value))
    hidden = child.block.unread_fields(child.value)
    fields = [(field, child.value.get(name)) for name, field in child.block.child_blocks.items() if name not in hidden]
    return [pair for field, value in fields for pair in stream_texts(field, value)]


def lead_in(card: CareCardValue) -> str:
    """What the template says over the signs, such as "Emergency: Call 911 now if"."""
    numbers = ClinicDetails.objects.order_by("-site__is_default_site").values_list("emergency_number", flat=True)
    return f"{card.spoken(numbers.first() or '')}:"


def labelled(kind: str | None) -> str:
    return "" if kind == "plain" else kind or ""


def words_of(pair: Any, prose: dict[str, str]) -> str:
    kind, value = pair
    if kind == "plain":
        return " ".join(without_invisible(str(value)).split())
    html = prose.get(value.source if isinstance(value, RichText) else value, "")
    # Each paragraph and each sign of a list is a line, so that a passage can begin with it.
    return "\n".join(filter(None, map(without_invisible, lines_of(html))))


def merged(parts: Iterable[list[str]]) -> list[list[str]]:
    """Short pieces of one kind together, so that a passage can run over them; no line runs into the next."""
    out: list[list[str]] = []
    for kind, words in parts:
        if not words:
            continue
        if out and out[-1][0] == kind and len(out[-1][1]) + len(words) < LONGEST_PART:
            out[-1][1] = f"{out[-1][1]}\n{words}"
        else:
            out.append([kind, words])
    return [[kind, "\n".join(closed(words.split("\n")))] for kind, words in out]


def whole_page(page: Page) -> list[SearchText]:
    prose = expanded(rich_texts(page))
    what = What.SERVICE if isinstance(page, ServicePage | ServicesPage) else What.PAGE
    summary = [["", page.summary]] if getattr(page, "summary", "") else []
    parts = summary + [["", words_of(pair, prose)] for pair in texts(page)]
    # What a service is, in a sentence, is a way to ask for it.
    names = page.wordings + ([page.summary] if what == What.SERVICE and summary else [])
    return [text(page, what=what, title=page.title, names=names, parts=merged(parts))]


def glossary(page: Page) -> list[SearchText]:
    """The words of the glossary in the language of the page that lists them."""
    path = page.reverse_subpage("words")
    terms = GlossaryTerm.objects.filter(locale=page.locale_id, live=True)
    return [
        text(
            page,
            what=What.WORD,
            path=f"{path}#{term.anchor}",
            place=1,
            title=term.word,
            names=term.all_words[1:],
            parts=[["", term.meaning]],
        )
        for term in terms
    ]
