from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from clinic.models import ClinicDetails
from clinic.visibility import for_visitors
from faq.models import TopicPage

ENTRIES = 30


class ChangesRss(Feed):
    """New and changed topics, the latest first."""

    def __call__(self, request, *args, **kwargs):
        self.request = request
        return super().__call__(request, *args, **kwargs)

    def title(self):
        return f"{ClinicDetails.for_request(self.request).name}: new and changed answers"

    def link(self):
        return Site.find_for_request(self.request).root_page.get_full_url(self.request)

    description = "Topics that are new or have changed."

    def items(self):
        return for_visitors(TopicPage.objects.all()).order_by("-last_published_at")[:ENTRIES]

    def item_title(self, topic):
        return topic.title

    def item_description(self, topic):
        return topic.short_answer_text

    def item_link(self, topic):
        return topic.get_full_url(self.request)

    def item_pubdate(self, topic):
        return topic.first_published_at

    def item_updateddate(self, topic):
        return topic.last_published_at


class ChangesAtom(ChangesRss):
    feed_type = Atom1Feed
    subtitle = ChangesRss.description
