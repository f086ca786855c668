"""The read-only JSON of topics and services: all that the pages say, and nothing that is not public."""

import re

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from wagtail.models import PageViewRestriction, Site

from home.api import Topics
from tests import builders as build
from tests.bulk import many_topics

pytestmark = pytest.mark.django_db

TOPICS = "/api/v2/topics/"


def listed(patient, address=TOPICS):
    response = patient.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def titles(patient, query):
    return [item["title"] for item in listed(patient, f"{TOPICS}?{query}")["items"]]


@pytest.fixture
def full_topic():
    figure, about = build.figure(), build.standard("About")
    found = build.reference("A review", doi="10.1000/1", counted="185 people.")
    link = f'<a linktype="page" id="{about.pk}">us</a>'
    parts = [
        build.statement(f"<p>It can, ask {link}.</p>", kind="established", references=[found], experts_disagree=True),
        build.statement("Maybe.", kind="early", references=[found], why_unsure="Few people."),
        build.statement("Seen.", kind="clinic_sees", figure=figure.pk),
        build.statement("We think.", kind="clinic_thinks", what_is_known="<p>Little.</p>"),
        build.statement("Ring us.", references=[build.reference("Hidden", doi="10.1000/9")]),
        build.steps("Stop.", "Breathe."),
        build.care_card("weakness", action="<p>Rest.</p>"),
        build.picture(build.image(), "A hand"),
        build.table(["Medicine"], ["Gabapentin"]),
        build.video(),
    ]
    lost = '<a linktype="page" id="9999999">more</a>'
    said = f'<p data-block-key="abc12">We {build.marked(build.term("saw"))} {build.inline(figure)} &amp; {lost}.</p>'
    return build.topic(short_answer=said, questions=[build.question("Does it spread?", *parts, id="0123456789ab")])


def test_a_topic_is_told_in_full(full_topic, patient):
    [short] = listed(patient)["items"]
    assert short["short_answer"]["plain"] == "We saw about 800 people & more."
    assert "questions" not in short
    assert short["url"].endswith("/faq/what-is-crps/")
    assert short["markdown_url"].endswith("/faq/what-is-crps.md")
    assert short["subject"] == {"slug": "what-crps-is", "name": "What CRPS is"}
    assert short["language"] == "en"
    told = listed(patient, "/api/v2/topics/" + short["detail_url"].rpartition("/topics/")[2])
    assert listed(patient, f"{TOPICS}?fields=*")["items"] == [told]
    [question] = told["questions"]
    assert question["url"] == short["url"] + "#q-01234567"
    assert [part["type"] for part in question["answer"]][:6] == ["statement"] * 5 + ["steps"]
    established, early, sees, thinks, plain = question["answer"][:5]
    assert established["kind"] == "established" and established["experts_disagree"]
    assert established["plain"] == "It can, ask us."
    assert '<a href="http' in established["html"]
    assert established["references"][0]["url"] == "https://doi.org/10.1000/1"
    assert early["why_unsure"] == "Few people."
    assert sees["counted"]["figure"] == "about 800 people"
    assert thinks["what_is_known"]["plain"] == "Little."
    assert set(plain) == {"type", "kind", "html", "plain"}
    assert not re.search("embedtype|linktype|data-word|data-block-key|<a>", str(told))


def test_it_says_who_checked_it_and_until_when(full_topic, patient):
    review = full_topic.reviews.get()
    assert listed(patient)["items"][0]["checked"] == {
        "by": "Dr Ruth Okafor",
        "on": localtime(review.created_at).date().isoformat(),
        "next_check": review.next_due.isoformat(),
        "overdue": False,
        "one_person": False,
    }
    full_topic.reviews.all().void("A number changed.")
    assert listed(patient)["items"][0]["checked"] is None


def test_a_service_is_told_in_full(patient):
    service = build.service("Course")
    assert listed(patient, "/api/v2/services/")["items"][0]["summary"] == "Four evenings in a small group."
    told = listed(patient, f"/api/v2/services/{service.pk}/")
    assert told["what_it_is"]["plain"] == "About what it is."
    assert told["harms"][0]["plain"] == "It can be tiring."


def test_topics_are_searched_sorted_and_chosen(patient):
    build.topic("Swelling of the hand", subject=build.subject("Signs"))
    build.topic("Cold skin")
    assert titles(patient, "") == ["Cold skin", "Swelling of the hand"]
    assert titles(patient, "order=-title") == ["Swelling of the hand", "Cold skin"]
    assert titles(patient, "search=swelling") == ["Swelling of the hand"]
    assert titles(patient, "search=swelling+skin") == []
    assert sorted(titles(patient, "search=swelling+skin&search_operator=or")) == ["Cold skin", "Swelling of the hand"]
    assert titles(patient, "search=%28%29%26%7C") == []
    assert titles(patient, "subject=signs") == ["Swelling of the hand"]
    assert titles(patient, "language=es") == []
    assert titles(patient, "limit=1&offset=1") == ["Swelling of the hand"]
    assert listed(patient, f"{TOPICS}?limit=1")["meta"] == {"total_count": 2}


@pytest.mark.parametrize(
    "query",
    [
        "limit=x",
        "limit=-1",
        "limit=",
        "limit=1&limit=2",
        "language=xx",
        "language=",
        "subject=nonsense",
        "subject=",
        "order=",
    ]
    + ["limit=1000", "offset=-1", f"offset={10**30}", "order=random", "order=live_hash"]
    + [
        "search_operator=or",
        "search=a&search_operator=x",
        "fields=asked_as",
        "title=x",
        "draft=1",
        "rich_text_format=x",
    ],
)
def test_what_makes_no_sense_is_refused_in_words(patient, query):
    response = patient.get(f"{TOPICS}?{query}")
    assert response.status_code == 400
    assert response.json()["message"]


def test_titles_stand_in_the_order_in_which_people_look_for_them(patient):
    inorder = ["¿El brazo?", "“Burning” pain", "¿Cold or warm?", "Éarly signs", "early signs, late", "The stages"]
    inorder += ["Type 2", "type 10", "Ulcers"]
    for number, title in enumerate(reversed(inorder)):
        build.topic(title, slug=f"topic-{number}")
    assert titles(patient, "") == inorder
    assert titles(patient, "order=-title") == inorder[::-1]
    assert titles(patient, "search=type&order=-title") == ["type 10", "Type 2"]


def test_any_website_may_read_it_and_caches_keep_it_for_a_minute(patient):
    build.topic()
    for address in (TOPICS, f"{TOPICS}?limit=x", "/api/v2/nothing/"):
        answer = patient.get(address, HTTP_ORIGIN="https://elsewhere.example")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Cache-Control"] == ("public, max-age=60" if answer.status_code == 200 else "no-store")
    assert patient.get(f"{TOPICS}?search=pain")["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in patient.get("/faq/")


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v2/nothing/", 404), ("/api/", 404), (f"{TOPICS}x/", 404), (f"{TOPICS}?search=%00", 400)],
)
def test_errors_are_told_in_json(patient, address, status):
    answer = patient.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert answer.json()["message"]


def test_without_a_database_it_says_so_in_json(patient, monkeypatch):
    def away(*args, **options):
        raise OperationalError

    monkeypatch.setattr(Topics, "listing_view", away)
    answer = patient.get(TOPICS)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json() == {"message": "service unavailable"}


def test_it_can_be_read_only(patient):
    topic = build.topic()
    for address in (TOPICS, f"{TOPICS}{topic.pk}/"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(patient, method)(address).status_code == 405
        assert patient.head(address).status_code == 200
        assert patient.options(address).status_code == 200
        for accepted in ("text/html", "application/xml", "x"):
            assert patient.get(address, HTTP_ACCEPT=accepted)["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", ["pages", "images", "documents", "users", "references"])
def test_there_is_nothing_but_topics_and_services(patient, name):
    assert patient.get(f"/api/v2/{name}/").status_code == 404


def test_staff_have_their_own_ways(anyone):
    assert anyone.get(TOPICS).status_code in (302, 404)


def test_what_is_not_public_is_not_there(patient):
    draft = build.topic("Not yet", live=False)
    private, taken_down, service = build.topic("Private"), build.topic("Taken down"), build.service()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    taken_down.unpublish()
    assert listed(patient)["meta"]["total_count"] == 0
    assert titles(patient, "search=Private") == []
    for page in (draft, private, taken_down, service):
        response = patient.get(f"{TOPICS}{page.pk}/")
        assert (response.status_code, response.json()) == (404, {"message": "not found"})
    assert patient.get(f"{TOPICS}99999999999999999999/").status_code == 404


def test_words_of_an_unpublished_change_stay_inside(full_topic, patient):
    full_topic.short_answer = "<p>Secret.</p>"
    full_topic.save_revision(clean=False)
    assert "Secret" not in str(listed(patient, f"{TOPICS}?fields=*"))


@pytest.mark.parametrize("query", ["", "fields=*", "search=swelling&fields=*"])
def test_more_topics_cost_no_more_queries(full_topic, patient, query):
    def queries():
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            listed(patient, f"{TOPICS}?{query}")
        return len(captured.captured_queries)

    def settled():
        """Once search has read what is new: help cards, and texts that changed."""
        return [queries() for _ in range(3)][-1]

    many_topics(2, "Swelling", questions=full_topic.questions.get_prep_value())
    few = settled()
    many_topics(15, "More swelling", questions=full_topic.questions.get_prep_value())
    assert settled() == few <= 14
