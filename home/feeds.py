from dataclasses import dataclass
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page, Site

from clinic.models import ChangeNote, ClinicDetails
from clinic.prose import expanded, plain
from clinic.visibility import for_visitors
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
    """New topics, and changes that patients need to know of, the latest first. Small corrections are left out."""

    def __call__(self, request, *args, **kwargs):
        self.request = request
        return super().__call__(request, *args, **kwargs)

    def title(self):
        return f"{ClinicDetails.for_request(self.request).name}: new and changed answers"

    def link(self):
        return Site.find_for_request(self.request).root_page.get_full_url(self.request)

    description = "Topics that are new, and changes you may need to know of."

    def items(self):
        entries = [*self.new_topics(), *self.changes()]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)[:ENTRIES]

    def new_topics(self):
        topics = for_visitors(TopicPage.objects.exclude(first_published_at=None)).defer_streamfields()
        latest = list(topics.order_by("-first_published_at")[:ENTRIES])
        prose = expanded([topic.short_answer for topic in latest])
        for topic in latest:
            link = topic.get_full_url(self.request)
            yield Entry(topic.title, plain(prose[topic.short_answer]), link, "", topic.first_published_at)

    def changes(self):
        public = for_visitors(Page.objects.all()).values("pk")
        for note in ChangeNote.objects.to_know().filter(page__in=public).select_related("page")[:ENTRIES]:
            link = note.page.get_full_url(self.request)
            yield Entry(f"Changed: {note.page.title}", note.text, link, f"#change-{note.pk}", note.published_at)

    def item_title(self, entry):
        return entry.title

    def item_description(self, entry):
        return entry.text

    def item_link(self, entry):
        return entry.link

    def item_guid(self, entry):
        return f"{entry.link}{entry.mark}"

    item_guid_is_permalink = False

    def item_pubdate(self, entry):
        return entry.at

    def item_updateddate(self, entry):
        return entry.at


class ChangesAtom(ChangesRss):
    feed_type = Atom1Feed
    subtitle = ChangesRss.description
