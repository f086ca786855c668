"""What is new and what changed, as RSS and Atom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import Page

from clinic.content.invisible import without_invisible
from clinic.content.prose import expanded, linked_pages, sentences
from clinic.review.models import ChangeNote
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from clinic.website.page_cache.serving import may_be_kept
from clinic.website.page_cache.store import LISTS
from faq.models import TopicPage

ENTRIES = 30


@dataclass(frozen=True)
class Entry:
    """A new topic, or a change that patients need to know of. `mark` tells the entries of one page apart."""

    title: str
    text: str
    link: str
    mark: str
    at: datetime


class ChangesRss(Feed):
    """New topics, and changes that patients need to know of, the latest first. Small corrections are left out.

    Only what is in the language of the address.
    """

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        return may_be_kept(super().__call__(request, *args, **kwargs), LISTS)

    def title(self) -> str:
        return gettext("%(clinic)s: new and changed answers") % {"clinic": SiteContext.of(self.request).details.name}

    def link(self) -> str:
        return SiteContext.of(self.request).home.get_full_url(self.request)

    description = gettext_lazy("Topics that are new, and changes you may need to know of.")

    @property
    def in_language(self) -> dict[str, str]:
        return {"locale__language_code": SiteContext.of(self.request).language}

    def items(self) -> list["Entry"]:
        entries = [*self.new_topics(), *self.changes()]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)[:ENTRIES]

    def new_topics(self) -> Iterator["Entry"]:
        topics = for_visitors(
            TopicPage.objects.filter(**self.in_language).exclude(first_published_at=None)
        ).defer_streamfields()
        latest = list(topics.order_by("-first_published_at")[:ENTRIES])
        site_context, sources = SiteContext.of(self.request), [topic.short_answer for topic in latest]
        site_context.ask(linked_pages(sources))
        prose = expanded(sources, site_context.found)
        for topic in latest:
            link = topic.get_full_url(self.request)
            yield Entry(topic.title, sentences(prose.get(topic.short_answer, "")), link, "", topic.first_published_at)

    def changes(self) -> Iterator["Entry"]:
        public = for_visitors(Page.objects.filter(**self.in_language)).values("pk")
        for note in ChangeNote.objects.to_know().filter(page__in=public).select_related("page")[:ENTRIES]:
            link = note.page.get_full_url(self.request)
            title = gettext("Changed: %(title)s") % {"title": note.page.title}
            yield Entry(title, note.text, link, f"#change-{note.pk}", note.published_at)

    def item_title(self, entry: "Entry") -> str:
        return without_invisible(entry.title)

    def item_description(self, entry: "Entry") -> str:
        return without_invisible(entry.text)

    def item_link(self, entry: "Entry") -> str:
        return entry.link

    def item_guid(self, entry: "Entry") -> str:
        return f"{entry.link}{entry.mark}"

    item_guid_is_permalink = False

    def item_pubdate(self, entry: "Entry") -> datetime:
        return entry.at

    def item_updateddate(self, entry: "Entry") -> datetime:
        return entry.at


class ChangesAtom(ChangesRss):
    feed_type = Atom1Feed
    subtitle = ChangesRss.description
