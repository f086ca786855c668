"""What the JSON says of topics and services. Whatever is looked up is looked up for all pages of an answer at once."""

import re

from django.utils import translation
from django.utils.timezone import localtime
from wagtail.rich_text import RichText

from clinic.content.prose import expanded, linked_pages, plain, rich_texts
from clinic.content.streams import read_together
from clinic.content.unknown_blocks import LostPart
from clinic.review.review_status import checked_together
from clinic.site.site_context import frame_of
from clinic.website.seo.markdown_view import markdown_address
from faq.models import TopicPage
from faq.structured_data import anchor

OWN_ADDRESS = re.compile(r'(<a href=")(/)')
STREAMS = {"topicpage": ["questions"], "servicepage": ["benefits", "harms"]}
PARTS = ["what_it_is", "who_for", "who_not_for", "what_happens", "how_long"]
MORE_PARTS = ["other_options", "not_known", "questions_to_ask", "how_to_book"]


def told(pages, view, full):
    """A dict for each of `pages`; `full` with every word of them."""
    if not pages:
        return []
    frame = frame_of(view.request._request)
    if full:
        read_streams(pages)
    sources = [source for page in pages for source in (rich_texts(page) if full else beginnings(page))]
    frame.ask(linked_pages(sources))
    root = frame.site.root_url
    prose = {source: OWN_ADDRESS.sub(rf"\1{root}\2", html) for source, html in expanded(sources, frame.found).items()}
    checks = checked_together(pages)
    return [Telling(page, prose, checks[page.pk], root, view).said(full) for page in pages]


def beginnings(page):
    return [page.short_answer] if isinstance(page, TopicPage) else []


def read_streams(pages):
    """Their references, figures and pictures in one look-up for all."""
    names = STREAMS[pages[0]._meta.model_name]
    streams = [getattr(page, name) for page in pages for name in names]
    read = iter(read_together(*streams))
    for page in pages:
        for name in names:
            setattr(page, name, next(read))


class Telling:
    """One page, in plain dicts and lists."""

    def __init__(self, page, prose, checked, root, view):
        self.page, self.prose, self.checked, self.root, self.view = page, prose, checked, root, view

    def said(self, full):
        with translation.override(self.page.locale.language_code):
            said = self.about() | (self.topic() if isinstance(self.page, TopicPage) else self.service())
            return said | self.words() if full else said

    def about(self):
        page, request = self.page, self.view.request._request
        router = self.view.request.wagtailapi_router
        return {
            "id": page.pk,
            "title": page.title,
            "language": page.locale.language_code,
            "url": page.get_full_url(request),
            "markdown_url": markdown_address(page, request),
            "detail_url": self.root + router.get_object_detail_urlpath(type(page), page.pk),
            "first_published": day(page.first_published_at),
            "last_published": day(page.last_published_at),
            "checked": self.check(),
        }

    def check(self):
        """Who signed these words; None while nobody's signature stands."""
        if not self.checked.is_checked:
            return None
        review = self.checked.review
        return {
            "by": review.signed_by,
            "on": day(review.created_at),
            "next_check": str(review.next_due) if review.next_due else None,
            "overdue": self.checked.is_overdue,
        }

    def topic(self):
        page = self.page
        return {
            "subject": {"slug": page.subject.slug, "name": page.subject.name} if page.subject else None,
            "author": page.author.byline if page.author else None,
            "short_answer": self.text(page.short_answer),
        }

    def service(self):
        return {"summary": self.page.summary}

    def words(self):
        if isinstance(self.page, TopicPage):
            return {"questions": [self.question(child) for child in self.page.asked]}
        parts = {name: self.text(getattr(self.page, name)) for name in [*PARTS, *MORE_PARTS]}
        streams = {name: self.stream(getattr(self.page, name)) for name in STREAMS["servicepage"]}
        return parts | streams

    def question(self, child):
        asked = {"question": child.value["question"], "url": f"{self.page.full_url}#{anchor(child)}"}
        return asked | {"answer": self.stream(child.value["answer"])}

    def stream(self, stream):
        readable = [child for child in stream if not isinstance(child.block, LostPart)]
        return [{"type": child.block_type, **getattr(self, child.block_type)(child.value)} for child in readable]

    def text(self, value):
        """Rich text as HTML and as plain words."""
        source = value.source if isinstance(value, RichText) else value
        html = self.prose.get(source, "")
        return {"html": html, "plain": plain(html)}

    # One for each type of block ---------------------------------------------------------------------------------

    def statement(self, value):
        kind = value["kind"] or "plain"
        said = {"kind": kind, **self.text(value["text"])}
        if not value.is_labelled:
            return said
        said |= {"experts_disagree": bool(value["experts_disagree"])}
        if kind == "early":
            said["why_unsure"] = value["why_unsure"]
        if kind == "clinic_thinks":
            said["what_is_known"] = self.text(value["what_is_known"])
        if value["figure"]:
            said["counted"] = figure(value["figure"])
        return said | {"references": [reference(found) for found in value["references"] if found]}

    def steps(self, value):
        return {"heading": value["heading"], "steps": [self.text(step) for step in value["steps"]]}

    def care_card(self, value):
        items = {"level": value["level"], "heading": value["heading"], "signs": list(value["items"])}
        return items | {"besides": self.text(value["action"])}

    def picture(self, value):
        shown = value["image"]
        return {"alt": shown.contextual_alt_text if shown else "", "caption": value["caption"]}

    def table(self, value):
        rows = [[self.cell(cell) for cell in row] for row in value.rows]
        return {"caption": value.caption, "headings": [column["heading"] for column in value.columns], "rows": rows}

    def cell(self, cell):
        return self.text(cell.value)["plain"] if cell.block.name == "rich_text" else cell.value or ""

    def video(self, value):
        told = {"title": value["title"], "url": value["url"], "minutes": value["minutes"]}
        return told | {"transcript": self.text(value["transcript"])}


def day(moment):
    """The day by the clinic's clock."""
    return localtime(moment).date().isoformat() if moment else None


def figure(found):
    """A number the clinic counted itself, with all that a reader is told of it."""
    names = ["counted_who", "counted_by", "counted_how", "period"]
    return {"figure": found.text, **{name: getattr(found, name) for name in names}, "as_of": str(found.as_of)}


def reference(found):
    names = ["title", "authors", "journal", "year", "doi", "pmid", "design", "counted", "people_counted", "conflicts"]
    told = {name: getattr(found, name) for name in names}
    return told | {"url": found.link, "seen": found.seen, "retracted": found.retracted}
