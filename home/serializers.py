"""What the JSON says of topics and services. Whatever is looked up is looked up for all pages of an answer at once."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime
from rest_framework.request import Request
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from clinic.content.blocks import told_text
from clinic.content.prose import expanded, linked_pages, rich_texts
from clinic.content.streams import read_together
from clinic.review.review_status import ReviewStatus, review_statuses
from clinic.site.site_context import SiteContext
from clinic.website.seo.markdown_view import markdown_address
from faq.glossary.marks import without_marks
from faq.structured_data import anchor

OWN_ADDRESS = re.compile(r'(<a href=")(/)')
JsonObject = dict[str, Any]


class PageSerializer:
    """One page, in plain dicts and lists. `prose`: the HTML of every rich text that is told, by its source."""

    # Fields of rich text, and streams.
    texts: Sequence[str] = ()
    streams: Sequence[str] = ()

    def __init__(self, page: Page, prose: dict[str, str], checked: ReviewStatus, root: str, request: Request) -> None:
        self.page, self.prose, self.checked, self.root, self.request = page, prose, checked, root, request

    @classmethod
    def all(cls, pages: list[Page], request: Request, full: bool) -> list[JsonObject]:
        """A dict for each of `pages`; `full` with every word of them."""
        if not pages:
            return []
        if full:
            cls.read_streams(pages)
        site_context = SiteContext.of(request)
        sources = [source for page in pages for source in (rich_texts(page) if full else cls.beginnings(page))]
        site_context.ask(linked_pages(sources))
        root = site_context.site.root_url
        found = expanded(sources, site_context.found)
        prose = {source: OWN_ADDRESS.sub(rf"\1{root}\2", without_marks(html)) for source, html in found.items()}
        checks = review_statuses(pages)
        return [cls(page, prose, checks[page.pk], root, request).told(full) for page in pages]

    @classmethod
    def read_streams(cls, pages: list[Page]) -> None:
        """Their references, figures and pictures in one look-up for all."""
        read = iter(read_together(*(getattr(page, name) for page in pages for name in cls.streams)))
        for page in pages:
            for name in cls.streams:
                setattr(page, name, next(read))

    @classmethod
    def beginnings(cls, page: Page) -> list[str]:
        """Rich text that an item of a list has too."""
        return []

    def told(self, full: bool) -> JsonObject:
        with translation.override(self.page.locale.language_code):
            told = self.about() | self.summary()
            return told | self.words() if full else told

    def about(self) -> JsonObject:
        page, router = self.page, self.request.wagtailapi_router
        return {
            "id": page.pk,
            "title": page.title,
            "language": page.locale.language_code,
            "url": page.get_full_url(self.request),
            "markdown_url": markdown_address(page, self.request),
            "detail_url": self.root + router.get_object_detail_urlpath(type(page), page.pk),
            "first_published": day(page.first_published_at),
            "last_published": day(page.last_published_at),
            "checked": self.check(),
        }

    def check(self) -> JsonObject | None:
        """Who signed these words; None while nobody's signature stands."""
        review = self.checked.review
        if review is None or not self.checked.is_checked:
            return None
        return {
            "by": review.signed_by,
            "on": day(review.created_at),
            "next_check": str(review.next_due) if review.next_due else None,
            "overdue": self.checked.is_overdue,
            "one_person": self.checked.by_one_person,
        }

    def summary(self) -> JsonObject:
        """What an item of a list has besides."""
        raise NotImplementedError

    def words(self) -> JsonObject:
        texts = {name: told_text(getattr(self.page, name), self.prose) for name in self.texts}
        return texts | {name: self.stream(getattr(self.page, name)) for name in self.streams}

    def stream(self, value: StreamValue) -> list[JsonObject]:
        number = SiteContext.of(self.request).details.emergency_number
        return value.stream_block.get_api_representation(value, {"prose": self.prose, "emergency_number": number})


class TopicSerializer(PageSerializer):
    streams = ["questions"]

    @classmethod
    def beginnings(cls, page: Page) -> list[str]:
        return [page.short_answer]

    def summary(self) -> JsonObject:
        page = self.page
        return {
            "subject": {"slug": page.subject.slug, "name": page.subject.name} if page.subject else None,
            "author": page.byline.words if page.byline else None,
            "short_answer": told_text(page.short_answer, self.prose),
        }

    def words(self) -> JsonObject:
        return {"questions": [self.question(child) for child in self.page.asked]}

    def question(self, child: StreamValue.StreamChild) -> JsonObject:
        asked = {"question": child.value["question"], "url": f"{self.page.full_url}#{anchor(child)}"}
        return asked | {"answer": self.stream(child.value["answer"])}


class ServiceSerializer(PageSerializer):
    texts = ["what_it_is", "who_for", "who_not_for", "what_happens", "how_long"]
    texts += ["other_options", "not_known", "questions_to_ask", "how_to_book"]
    streams = ["benefits", "harms"]

    def summary(self) -> JsonObject:
        return {"summary": self.page.summary}


def day(moment: datetime | None) -> str | None:
    """The day by the clinic's clock."""
    return localtime(moment).date().isoformat() if moment else None
