"""A title fits on one line of a phone, a short answer is short: what is longer is kept as a draft and not published."""

import pytest
from django.core.exceptions import ValidationError

from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db


def words(count):
    return f"<p>{'pain ' * count}</p>"


def refused(topic, field):
    with pytest.raises(ValidationError) as error:
        topic.check_complete()
    return error.value.message_dict[field]


def test_a_title_of_65_letters_is_taken():
    build.topic("x" * 65)


def test_a_longer_title_is_refused_in_words():
    topic = build.topic(live=False, title="x" * 66)
    assert refused(topic, "title") == ["Shorten the title to 65 letters. It has 66."]


def test_a_short_answer_of_60_words_is_taken():
    build.topic(short_answer=words(60))


def test_a_longer_short_answer_is_refused_in_words():
    topic = build.topic(live=False, short_answer=words(61))
    assert refused(topic, "short_answer") == ["Shorten this to 60 words. It has 61."]


def test_words_of_a_key_figure_count():
    figure = build.figure(value="about eight hundred", unit="people")
    topic = build.topic(live=False, short_answer=f"<p>{'pain ' * 57}{build.inline(figure)}</p>")
    assert refused(topic, "short_answer") == ["Shorten this to 60 words. It has 61."]


def test_a_draft_is_kept_as_long_as_it_is(staff):
    fields = forms.topic(title="x" * 66, short_answer=forms.prose(words(61)))
    staff("writer").post(f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/", fields)
    kept = TopicPage.objects.get(title="x" * 66)
    assert set(kept.too_long()) == {"title", "short_answer"}


@pytest.mark.parametrize("slug", ["a-z", "subject", "how-we-know"])
def test_a_topic_cannot_take_an_address_of_the_index(slug):
    topic = build.topic(live=False, slug=slug)
    assert "Choose another" in refused(topic, "slug")[0]


def test_all_addresses_of_the_index_are_kept_free():
    index = build.faq_index()
    taken = {str(route.pattern).split("/")[0] for route in index.get_subpage_urls()} - {""}
    assert taken == type(build.topic(live=False)).reserved_slugs


def test_wordings_come_one_a_line_without_empty_ones():
    topic = build.topic(live=False, asked_as="  does it spread \n\nwill it move to my other arm\n ")
    assert topic.wordings == ["does it spread", "will it move to my other arm"]
