"""By what patients find a page, its address and the menu: whoever publishes it sees that, and no other goes live."""

import html

import pytest
from wagtail.models import Page

from clinic.review.newest_words import NewestWords
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
MOVED_ON = "The text has changed since you opened this screen."


@pytest.fixture
def topic():
    return build.topic("Moving the hand")


def drafted(page, **changes):
    """A draft in which no word is another."""
    page = Page.objects.get(pk=page.pk).specific
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=member("writer"), clean=False)
    return page


def seen(page):
    return NewestWords.of(Page.objects.get(pk=page.pk).specific).seen


def text(answer):
    return " ".join(html.unescape(answer.content.decode()).split())


def publish(browser, page, seen):
    return text(browser.post(f"/admin/publishing/{page.pk}/", {"seen": seen}, follow=True))


def live(page):
    return Page.objects.get(pk=page.pk)


@pytest.mark.parametrize("changes", [{"slug": "another-address"}, {"show_in_menus": True}])
def test_another_one_than_was_seen_does_not_go_live(topic, staff, changes):
    drafted(topic)
    before = seen(topic)
    drafted(topic, **changes)
    assert seen(topic) != before
    assert MOVED_ON in publish(staff("publisher"), topic, before)
    assert (live(topic).slug, live(topic).show_in_menus) == ("moving-the-hand", False)
    publish(staff("publisher"), topic, seen(topic))
    assert {name: getattr(live(topic), name) for name in changes} == changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slug": "hands"}, "Its address ends in /hands/ once this is live; now it ends in /moving-the-hand/."),
        ({"show_in_menus": True}, "Once this is live, it stands in the menu of the site."),
    ],
)
@pytest.mark.parametrize(
    "screen",
    ["/admin/publishing/{}/", "/admin/checking/{}/", "/admin/bulk/wagtailcore/page/publish/?id={}&next=/admin/"],
)
def test_it_is_said_wherever_it_is_published_or_approved(topic, staff, changes, words, screen):
    drafted(topic, **changes)
    role = "reviewer" if "checking" in screen else "publisher"
    shown = text(staff(role).get(screen.format(topic.pk)))
    assert words in shown.replace("<strong>", "").replace("</strong>", "")


def test_many_at_once_are_bound_to_it_too(topic, staff):
    drafted(topic)
    before = seen(topic)
    drafted(topic, slug="hands")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={topic.pk}&next=/admin/"
    assert MOVED_ON in text(staff("publisher").post(address, {"seen": f"{topic.pk}:{before}"}, follow=True))
    assert live(topic).slug == "moving-the-hand"


def test_an_address_that_claims_is_refused_though_the_words_are_approved(topic, staff):
    drafted(topic, slug="throw-away-your-tablets-today")
    said = publish(staff("publisher"), topic, seen(topic))
    assert "still stop this text" in said
    assert live(topic).slug == "moving-the-hand"
