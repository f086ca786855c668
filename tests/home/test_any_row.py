"""No row of data takes a page down for others: whatever a title or a note holds, feeds and lists answer."""

import pytest

from faq.models import TopicPage
from tests import builders as build

pytestmark = pytest.mark.django_db
SHARED = ["/changes.atom", "/changes.rss", "/sitemap.xml", "/llms.txt", "/faq/", "/faq/a-z/", "/", "/search/?q=spread"]


@pytest.mark.parametrize("words", ["", "\x0b", "a\x01b\ufffe", "x\u200e\u202ex", "<![CDATA[ ]]>&", "疼痛", "\u0301"])
def test_a_title_of_any_kind_takes_nothing_down(patient, words):
    page = build.topic("Spread")
    TopicPage.objects.filter(pk=page.pk).update(title=words, asked_as=words, change_note=words)
    addresses = [*SHARED, page.url, f"{page.url.rstrip('/')}.md", "/api/v2/topics/", f"/api/v2/topics/{page.pk}/"]
    assert [address for address in addresses if patient.get(address).status_code != 200] == []
