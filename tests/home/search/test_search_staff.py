"""Staff keep what search knows: synonyms, pinned answers, help cards; and see why it finds what, and what is asked."""

import datetime

import pytest

from home.models import PinnedAnswer, SearchCard, SearchCount, Synonym
from home.search.staff.counting import forget
from tests import builders as build

pytestmark = pytest.mark.django_db

EDIT = "/admin/snippets/home/synonym/add/"


@pytest.fixture(autouse=True)
def topics():
    build.topic("Swelling", short_answer="<p>Raise the limb.</p>")
    build.topic("Sleep", short_answer="<p>Keep a rhythm.</p>")


def found(patient, query):
    hits = patient.get("/search/", {"q": query}).context["results"]
    return [hit.topic or hit.question for hit in hits]


def test_a_writer_adds_a_synonym_and_patients_find_by_it_at_once(staff, patient, monkeypatch):
    monkeypatch.setattr("home.search.results_by_meaning.MAY_BE", 2)
    assert found(patient, "puffiness") == []
    words = {"language": "en", "ways": "both", "typed": "puffiness\nswelling", "meaning": "", "note": ""}
    assert staff("writer").post(EDIT, words).status_code == 302
    assert found(patient, "puffiness")[0] == "Swelling"
    Synonym.objects.filter(typed__contains="puffiness").delete()
    assert found(patient, "puffiness") == []


@pytest.mark.parametrize("typed", ["swelling", "what is\nswelling", ""])
def test_a_synonym_that_could_find_nothing_is_refused_in_words(staff, typed):
    words = {"language": "en", "ways": "both", "typed": typed, "meaning": "", "note": ""}
    answer = staff("writer").post(EDIT, words)
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_pinned_answer_comes_first_for_exactly_its_words(patient):
    PinnedAnswer.objects.create(typed="swelling", page=build.topic("Sleepless"))
    assert found(patient, "swelling")[0] == "Sleepless"
    assert found(patient, "swelling at night")[0] == "Swelling"


def pin(browser, page, **fields):
    form = {"language": "en", "typed": "swelling", "page": page.pk, "question": ""}
    return browser.post("/admin/snippets/home/pinnedanswer/add/", form | fields)


def test_only_who_publishes_says_what_comes_first(staff):
    topic = build.topic("Sleepless")
    for role in ("writer", "reviewer"):
        pin(staff(role), topic)
        assert not PinnedAnswer.objects.exists()
    assert pin(staff("publisher"), topic).status_code == 302


def test_a_pinned_question_is_one_of_the_page(staff):
    topic = build.topic("Sleepless", questions=[build.question("Why at night?", build.statement())])
    publisher = staff("publisher")
    assert "has no such question" in pin(publisher, topic, question="Take more?").content.decode()
    assert "has no such question" in pin(publisher, build.standard(), question="Why at night?").content.decode()
    assert pin(publisher, topic, question="why at night? ").status_code == 302
    assert PinnedAnswer.objects.get().question == "Why at night?"


def test_a_pinned_answer_that_is_taken_down_is_not_shown(patient):
    topic = build.topic("Sleepless")
    PinnedAnswer.objects.create(typed="swelling", page=topic)
    topic.unpublish()
    assert "Sleepless" not in found(patient, "swelling")


@pytest.mark.parametrize("typed", ["I want to die", "suicide", "suicid thoughts swelling", "I just want to end it all"])
def test_words_of_crisis_show_help_before_all_else_and_are_counted_nowhere(patient, typed):
    page = patient.get("/search/", {"q": typed}).content.decode()
    assert page.index("You can talk to someone now") < page.index("</main>")
    assert 'href="tel:988"' in page
    assert "Call 988" in page
    assert not SearchCount.objects.exists()


def test_the_prescriber_is_named_before_a_medicine_is_stopped(patient):
    assert (
        "Ask before you stop, change or mix a medicine"
        in patient.get("/search/?q=should+I+stop+my+medicine").content.decode()
    )
    assert "Ask before" not in patient.get("/search/?q=medicine+for+swelling").content.decode()


def test_somebody_in_a_crisis_reads_of_help_and_not_that_nothing_was_found(patient):
    page = patient.get("/search/?q=suicidal").content.decode()
    assert "You can talk to someone now" in page
    assert "We found nothing" not in page


def test_only_an_admin_changes_a_help_card(staff):
    card = SearchCard.objects.filter(level="crisis", language="en").get()
    address = f"/admin/snippets/home/searchcard/edit/{card.pk}/"
    assert staff("publisher").get(address).status_code == 302
    assert staff("admin").get(address).status_code == 200


def test_a_card_for_a_crisis_names_a_number(staff):
    card = SearchCard.objects.filter(level="crisis", language="en").get()
    words = {name: getattr(card, name) for name in ("name", "language", "level", "typed", "heading", "text")}
    answer = staff("admin").post(
        f"/admin/snippets/home/searchcard/edit/{card.pk}/", words | {"is_on": "on", "phone": ""}
    )
    assert "needs a number to call" in answer.content.decode()


def test_staff_see_why_each_result_is_where_it_is(staff):
    page = staff("writer").get("/admin/search-words/try/", {"q": "sweeling", "language": "en"}).content.decode()
    assert "“sweeling” was read as “swelling”" in page
    assert "<code>swell</code>" in page
    assert "Question and topic" in page
    assert not SearchCount.objects.exists()


def test_staff_see_how_much_of_the_question_each_result_has(staff):
    page = staff("writer").get("/admin/search-words/try/", {"q": "swelling sleep", "language": "en"})
    shares = {row["hit"].question: row["share"] for row in page.context["rows"]}
    assert 0 < shares["Sleep"] < 100 and 0 < shares["Swelling"] < 100
    page = staff("writer").get("/admin/search-words/try/", {"q": "swelling", "language": "en"})
    first = page.context["rows"][0]
    assert (first["hit"].question, first["share"]) == ("Swelling", pytest.approx(100))
    assert "1 (asks the very same)" in page.content.decode()


def test_staff_see_what_came_before_synonyms_they_try(staff):
    asked = {"q": "puffiness sleep", "language": "en", "instead": "puffiness, swelling"}
    page = staff("writer").get("/admin/search-words/try/", asked)
    rows = {row["hit"].question: row["before"] for row in page.context["rows"]}
    assert rows["Swelling"] != rows["Sleep"]
    assert not Synonym.objects.filter(typed__contains="puffiness").exists()


def test_searches_are_counted_by_day_and_rare_ones_are_hidden(staff, patient):
    for query in ("Swelling?", "swelling", "the SWELLING", "sleep", "xylophone", "xylophone", "xylophone"):
        patient.get("/search/", {"q": query})
    patient.post("/search/opened/", {"q": "swelling"})
    page = staff("writer").get("/admin/search-words/counts/")
    shown = {row["words"]: (row["searched"], row["clicked"]) for row in page.context["rows"]}
    assert shown == {"swelling": (3, 1), "xylophone": (3, 0)}
    assert [row["words"] for row in page.context["in_vain"]] == ["xylophone"]


def test_results_that_nobody_opens_answer_nothing(staff, patient):
    build.topic("Cold and heat", short_answer="<p>Cool, never icy.</p>", asked_as="ice or heat")
    build.topic("Sleep and heat")
    for query in ("heat", "ice or heat", "sleep"):
        for _ in range(3):
            patient.get("/search/", {"q": query})
    patient.post("/search/opened/", {"q": "sleep"})
    page = staff("writer").get("/admin/search-words/counts/")
    # One was opened, the answer of another stood there in full.
    assert [row["words"] for row in page.context["in_vain"]] == ["heat"]
    assert " found, none opened" in page.content.decode()


def test_typing_and_programs_are_not_counted(patient):
    patient.get("/search/suggest/?q=swel")
    patient.get("/search/?q=swelling&format=json")
    patient.get("/search/?q=my+name+is+ann")
    assert not SearchCount.objects.exists()


def test_counts_are_forgotten_after_ninety_days():
    for days in (89, 91):
        day = datetime.date.today() - datetime.timedelta(days=days)
        SearchCount.objects.create(day=day, language="en", words="swelling", times=5)
    assert forget() == 1


def test_answers_are_offered_while_somebody_types(patient):
    assert patient.get("/search/suggest/?q=swel").json()["suggestions"][0] == {
        "text": "Swelling",
        "url": "/faq/swelling/",
    }
    assert patient.get("/search/suggest/?q=").json() == {"card": None, "suggestions": []}


def test_the_answer_is_shown_in_place_where_it_is_certain(patient):
    build.topic("Cold and heat", short_answer="<p>Cool, never icy.</p>", asked_as="ice or heat")
    page = patient.get("/search/?q=ice+or+heat%3F")
    assert "The answer that fits best" in page.content.decode()
    assert "The answer that fits best" not in patient.get("/search/?q=heat").content.decode()


def test_the_very_question_comes_first_and_is_the_one_that_is_certain(patient):
    for title in ("Why does swelling spread?", "Does swelling spread?", "How does swelling spread?"):
        build.topic(title)
    for typed in ("does swelling spread", "does sweling spred"):
        [first, second, *_] = patient.get("/search/", {"q": typed}).context["results"]
        assert (first.question, first.certain, second.certain) == ("Does swelling spread?", True, False)
    assert not patient.get("/search/?q=swelling+spread").context["results"][0].certain


def test_nothing_about_a_visitor_is_kept_or_set(patient):
    answer = patient.get("/search/?q=swelling")
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
