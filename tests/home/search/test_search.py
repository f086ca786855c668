"""Search finds topics and services by patients' own words, and takes whatever is typed."""

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db


def found(patient, query, **extra):
    """Titles of the pages that were found, each once, without the first pages that every clinic has."""
    hits = patient.get("/search/", {"q": query, **extra}).context["results"]
    titles = [hit.topic or hit.question for hit in hits]
    return [title for title in dict.fromkeys(titles) if title not in ("Answers", "Services")]


def test_a_topic_is_found_by_the_ways_patients_ask_it(patient):
    build.topic("What is CRPS?", asked_as="what is RSD\nis reflex sympathetic dystrophy the same")
    build.topic("Work and school")
    assert found(patient, "RSD")[0] == "What is CRPS?"
    assert found(patient, "reflex sympathetic dystrophy")[0] == "What is CRPS?"


def test_a_topic_is_found_by_every_part_of_its_answers(patient):
    parts = [
        build.statement("Oedema means swelling."),
        build.steps("Elevate the limb.", "Breathe.", heading="Nightfall"),
        build.care_card("numbness spreading", heading="you feel faint"),
        build.table(["Medicine"], ["Gabapentin"], caption="Dosages"),
        build.video("Mirrors"),
        build.picture(build.image(description="A thermometer"), caption="Warmth"),
    ]
    build.topic("Parts", questions=[build.question("Anything on weather?", *parts)])
    words = ["oedema", "elevate", "nightfall", "numbness", "faint", "gabapentin", "medicine", "dosages", "mirrors"]
    words += ["door", "thermometer", "warmth", "weather"]
    assert [word for word in words if found(patient, word) != ["Parts"]] == []


def test_endings_accents_and_case_do_not_matter(patient):
    build.topic("Spreading", questions=[build.question("Why?", build.statement("A naïve nerve spreads pain."))])
    assert [query for query in ("spread", "SPREADS", "naive", "nerves") if found(patient, query) != ["Spreading"]] == []


def test_a_service_is_found_too(patient):
    build.service("Hydrotherapy", what_it_is="<p>Moving in warm water.</p>")
    assert found(patient, "warm water") == ["Hydrotherapy"]


def test_services_and_standard_pages_are_found_by_the_ways_patients_ask_for_them(patient):
    build.service("Hydrotherapy", asked_as="pool sessions")
    build.standard("Privacy notice", asked_as="what do you keep about me\n\ncookies")
    assert found(patient, "pool sessions")[0] == "Hydrotherapy"
    assert found(patient, "cookies") == ["Privacy notice"]


def test_a_standard_page_is_found_by_what_a_question_means(patient):
    build.topic("Swelling", asked_as="my hand is thick")
    build.standard("Privacy notice", asked_as="what do you store about me")
    assert found(patient, "what do you save about us")[0] == "Privacy notice"


def test_how_patients_ask_is_shown_to_nobody(patient):
    page = build.standard("Privacy notice", asked_as="do you spy on me")
    assert "spy on me" not in patient.get(page.url).content.decode()
    hits = patient.get("/search/", {"q": "do you spy on me"}).context["results"]
    assert "spy on me" not in str(hits[0].passage)


def test_a_title_comes_before_a_mention(patient):
    build.topic("Living with it", questions=[build.question("Why?", build.statement("Swelling and sleep."))])
    build.topic("Swelling")
    build.topic("Sleep", asked_as="swelling keeps me awake")
    assert found(patient, "swelling")[0] == "Swelling"


def test_one_word_of_a_long_sentence_is_enough(patient):
    build.topic("Swelling")
    assert found(patient, "hello doctor my daughter has a lot of swelling since tuesday") == ["Swelling"]


def test_results_come_in_pages(patient):
    for number in range(6):
        build.topic(f"Swelling {number}")
    pages = [patient.get("/search/", {"q": "swelling", "page": number}).context["results"] for number in (1, 2)]
    assert [len(page) for page in pages] == [10, 2]
    assert len({hit.url for page in pages for hit in page}) == 12
    page = patient.get("/search/", {"q": "swelling"}).content.decode()
    assert "12 answers for “swelling”" in page
    assert 'href="?q=swelling&amp;page=2"' in page


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 5000, "٢"])
def test_a_page_number_that_makes_no_sense_shows_some_page(patient, page):
    build.topic("Swelling")
    assert found(patient, "swelling", page=page) == ["Swelling"]


def test_nothing_found_offers_other_ways(patient):
    build.details(phone="(555) 555-0100")
    build.topic(subject=build.subject("Daily life"))
    page = patient.get("/search/?q=xylophone").content.decode()
    assert "We have no answer on “xylophone” yet" in page
    assert "/faq/subject/daily-life/" in page
    assert "(555) 555-0100" in page


@pytest.mark.parametrize("query", ["", " ", "the of is", "!!!", "'", "-", "’"])
def test_a_query_without_words_finds_nothing_and_breaks_nothing(patient, query):
    build.topic()
    assert found(patient, query) == []


HOSTILE = [
    "a" * 100_000,
    "pain " * 20_000,
    "'" * 1000,
    '"' * 1000,
    "pain & | ! ( ) <-> :* \\",
    "pain'; DROP TABLE faq_topicpage; --",
    "'pain':*A <2> 'pain'",
    "%_%",
    "<script>alert(1)</script>",
    "🙂 pain",
    "\u202epain",
    "pain\r\nSet-Cookie: x=1",
    "ﬁne ｐａｉｎ",
    "-pain OR NOT AND",
    "(a+)+$" * 300,
    "pain " * 500,
    "p\u0301" * 4000,
    "\ud800pain".encode("utf-8", "surrogatepass"),
    b"\xff\xfe pain \xc3(",
    "pain\u2066 \u200fpain\u2069",
    "(?=x)[[[ .*.*.*",
    " ".join(f"wrod{number}s" for number in range(500)),
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_words_are_only_words(patient, query):
    build.topic("Pain")
    answer = patient.get("/search/", {"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_query_with_nothing_at_its_end_is_refused_in_words(patient):
    answer = patient.get("/search/?q=pain%00nerve")
    assert answer.status_code == 400
    assert "cannot be read" in answer.content.decode()


def test_a_message_of_many_words_is_read_to_its_end(patient):
    build.topic("Swelling")
    build.topic("Sleep", short_answer="<p>Rest.</p>")
    words = "good morning to all of you there and thank you so much for all " * 3
    assert found(patient, f"{words} swelling")[0] == "Swelling"


def test_a_page_of_results_is_not_for_other_search_engines(patient):
    assert 'name="robots" content="noindex"' in patient.get("/search/?q=pain").content.decode()


def test_the_empty_search_page_may_be_found(patient):
    assert "noindex" not in patient.get("/search/").content.decode()


def test_the_words_stay_in_the_box(patient):
    assert 'value="pain &amp; sleep"' in patient.get("/search/", {"q": "pain & sleep"}).content.decode()
