"""Where search finds nothing: topics that may be near, and a question that a visitor suggests to the staff."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from clinic.people.models import User
from clinic.website.sent_by_a_person import OLDEST, QUICKEST
from home.models import SearchCount, SuggestedQuestion
from home.search.staff.counting import forget
from tests import builders as build
from tests.forms import suggestion

pytestmark = pytest.mark.django_db

PAGE = "/search/suggest-a-question/"
ASKED = "Can I go scuba diving?"
REPORT = "/admin/search-words/counts/"


def send(patient, text, page=PAGE, **headers):
    return patient.post(page, suggestion(text), headers=headers)


def kept():
    return list(SuggestedQuestion.objects.values_list("text", "language", "day", "done"))


def waiting(text=ASKED, days_ago=0, **fields):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    return SuggestedQuestion.objects.create(**{"text": text, "language": "en", "day": day} | fields)


# Suggesting --------------------------------------------------------------------------------------------------------


def test_a_suggestion_is_kept_once_with_its_day_and_language(patient):
    answer = send(patient, f"  {ASKED}\r\n")
    send(patient, ASKED)
    assert answer.status_code == 200
    assert "Staff read suggestions every week" in answer.content.decode()
    assert kept() == [(ASKED, "en", timezone.localdate(), False)]


def test_nothing_about_the_visitor_is_kept_or_set(patient):
    answer = send(patient, ASKED)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    fields = {field.name for field in SuggestedQuestion._meta.fields}
    assert fields == {"id", "text", "language", "day", "done"}


def test_a_question_can_be_suggested_in_spanish(patient):
    build.locale("es")
    page = patient.get("/es/search/suggest-a-question/").content.decode()
    assert "¿Qué pregunta le gustaría ver respondida aquí?" in page
    assert 'action="/es/search/suggest-a-question/"' in page
    assert "Gracias" in send(patient, "¿Puedo bucear?", page="/es/search/suggest-a-question/").content.decode()
    assert [(text, code) for text, code, *_ in kept()] == [("¿Puedo bucear?", "es")]


def test_search_leads_to_the_page_with_the_words_in_it(patient):
    build.topic("Swelling")
    for query in ("xylophone", "swelling"):
        page = patient.get("/search/", {"q": query}).content.decode()
        assert f'href="{PAGE}?q={query}"' in page
    assert "<textarea" not in page
    page = patient.get(PAGE, {"q": "xylophone <b>"}).content.decode()
    assert "xylophone &lt;b&gt;</textarea>" in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_page_says_what_to_do_in_an_emergency(patient):
    build.details(emergency_number="911")
    page = patient.get(PAGE).content.decode()
    assert 'href="tel:911"' in page and "In an emergency, call 911." in strip_tags(page)


@pytest.mark.parametrize("typed", ["Can I take 300 mg of gabapentin for 6 weeks?", "¿Sirve después de 2 años?"])
def test_numbers_that_tell_nothing_of_anybody_are_kept_and_the_page_says_so(patient, typed):
    page = patient.get(PAGE).content.decode()
    assert "phone or record numbers. Doses and how long something lasts are fine." in page
    send(patient, typed)
    assert [text for text, *_ in kept()] == [typed]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please write your question first"),
        (" \r\n ", "Please write your question first"),
        ("?!", "Please write your question first"),
        ("diving " * 44, "300 letters at most"),
        ("diving " * 20_000, "300 letters at most"),
        ("Can I\0dive?", "Some signs in your question cannot be read"),
        ("My name is Ann. Can I dive?", "“Ann” looks like a name"),
        ("Can I dive? Call 555 555 0100", "“555 555 0100” looks like a phone number"),
        ("Call 5\u200b5\u200b5 555 0100", "“555 555 0100” looks like a phone number"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_field_with_the_reason(patient, typed, said):
    answer = send(patient, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert page.partition("<textarea")[2].partition(">")[2].startswith("\n" + typed.replace("\0", ""))
    assert kept() == []


def test_three_hundred_letters_are_kept(patient):
    send(patient, "d" * 300)
    assert kept()[0][0] == "d" * 300


@pytest.mark.parametrize(
    "typed", ["I want to die", "Can suicidal thoughts be a part of it?", "is it so or is it " * 12 + "I want to die"]
)
def test_words_of_crisis_show_help_first_and_are_never_kept(patient, typed):
    page = send(patient, typed).content.decode()
    assert 'href="tel:988"' in page
    assert page.index("You can talk to someone now") < page.index("<textarea")
    assert kept() == []
    assert not SearchCount.objects.exists()


def test_the_prescriber_is_named_and_the_question_kept(patient):
    page = send(patient, "Should I stop my medicine before surgery?").content.decode()
    assert page.index("Ask before you stop, change or mix a medicine") < page.index("Staff read suggestions every week")
    assert len(kept()) == 1


def test_the_sixth_within_an_hour_is_refused_kindly_and_not_lost(patient):
    answers = [
        send(patient, f"Can I dive with {word}?") for word in ("a", "fins", "tanks", "fish", "friends", "whales")
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Your words are still here" in answers[-1].content.decode()
    assert "Can I dive with whales?</textarea>" in answers[-1].content.decode()
    assert len(kept()) == 5


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_other_sites_cannot_send_the_form(patient, site, status):
    answer = send(patient, ASKED, sec_fetch_site=site)
    assert answer.status_code == status
    assert len(kept()) == (status == 200)


def test_a_program_that_fills_in_every_field_is_asked_again_and_nothing_is_lost(patient):
    page = patient.get(PAGE).content.decode()
    trap = page.partition("<div hidden>")[2].partition("</div>")[0]
    assert 'name="website"' in trap and 'tabindex="-1"' in trap and "Please leave this empty" in trap
    answer = patient.post(PAGE, suggestion(ASKED) | {"website": "https://elsewhere.example"})
    again = answer.content.decode()
    assert "please send them once more" in again and f"{ASKED}</textarea>" in again
    assert "aria-invalid" not in again and "https://elsewhere.example" not in again
    assert kept() == []
    patient.post(PAGE, {"text": ASKED, "website": "", "opened": answer.context["opened"]})
    assert [text for text, *_ in kept()] == [ASKED]


def test_what_is_sent_as_soon_as_the_page_is_there_is_asked_for_again(patient, time_machine):
    time_machine.move_to(1_800_000_000, tick=False)
    at_once = {"text": ASKED, "opened": patient.get(PAGE).context["opened"]}
    assert "please send them once more" in patient.post(PAGE, at_once).content.decode()
    time_machine.shift(QUICKEST)
    assert "Staff read suggestions" in patient.post(PAGE, at_once).content.decode()
    time_machine.shift(OLDEST)
    assert "please send them once more" in patient.post(PAGE, at_once).content.decode()
    assert len(kept()) == 1


@pytest.mark.parametrize("opened", ["", "1", "1:forged", "\0", "x" * 3000])
def test_a_time_that_is_not_ours_is_none(patient, opened):
    assert "please send them once more" in patient.post(PAGE, {"text": ASKED, "opened": opened}).content.decode()
    assert kept() == []


def test_each_page_carries_a_time_of_its_own(patient, time_machine):
    time_machine.move_to(1_800_000_000, tick=False)
    first = patient.get(PAGE)
    time_machine.shift(60)
    assert "no-store" in first["Cache-Control"]
    assert first.context["opened"] != patient.get(PAGE).context["opened"]


def test_no_other_method_is_taken(patient):
    assert patient.put(PAGE).status_code == 405
    assert patient.head(PAGE).status_code == 200


def test_what_was_written_is_in_no_log(patient, caplog):
    for typed in (ASKED, "My name is scuba", "scuba\0", "scuba " * 60):
        send(patient, typed)
    send(patient, ASKED, sec_fetch_site="cross-site")
    assert "scuba" not in caplog.text


# Staff -------------------------------------------------------------------------------------------------------------


def test_staff_see_what_waits_in_the_language_and_mark_it_done(staff):
    older, newer = waiting("Can I dive?", days_ago=3), waiting("Can I <b>fly</b>?")
    waiting("¿Puedo bucear?", language="es")
    waiting("Can I sing?", done=True)
    page = staff("writer").get(REPORT)
    assert list(page.context["suggested"]) == [newer, older]
    assert "Can I &lt;b&gt;fly&lt;/b&gt;?" in page.content.decode()
    address = f"/admin/search-words/suggestions/{newer.pk}/done/"
    assert staff("writer").get(address).status_code == 405
    answer = staff("writer").post(address, follow=True)
    assert list(answer.context["suggested"]) == [older]


def test_at_most_a_hundred_are_listed(staff):
    for number in range(101):
        waiting(f"Question {number}")
    assert len(staff("writer").get(REPORT).context["suggested"]) == 100


def test_only_who_may_add_topics_is_led_to_a_new_one(staff):
    waiting()
    add = f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/"
    assert f'href="{add}"' in staff("writer").get(REPORT).content.decode()
    assert add not in staff("reviewer").get(REPORT).content.decode()


def test_a_person_without_rights_neither_sees_nor_marks(anyone):
    suggestion = waiting()
    address = f"/admin/search-words/suggestions/{suggestion.pk}/done/"
    assert anyone.post(address).status_code == 401
    anyone.force_login(User.objects.create_user("nobody", "nobody@clinic.example", "nobody-password"))
    assert anyone.post(address).status_code in (302, 403)
    assert ASKED not in anyone.get(REPORT, follow=True).content.decode()
    suggestion.refresh_from_db()
    assert not suggestion.done


def test_a_suggestion_that_is_gone_is_not_found(staff):
    assert staff("writer").post("/admin/search-words/suggestions/999999/done/").status_code == 404


def test_done_suggestions_are_forgotten_and_open_ones_after_90_days():
    waiting("Done", done=True)
    waiting("Old", days_ago=91)
    waiting("Open", days_ago=89)
    assert forget() == 0
    assert [text for text, *_ in kept()] == ["Open"]


# What may be near --------------------------------------------------------------------------------------------------


@pytest.fixture
def only_words(monkeypatch):
    """Nothing is found by what it means."""
    monkeypatch.setattr("home.search.results_by_meaning.MAY_BE", 2)


def near(patient, query):
    answer = patient.get("/search/", {"q": query})
    assert answer.context["result_count"] == 0
    return [text.title for text in answer.context["near"]]


def test_topics_that_look_like_what_was_typed_are_offered_where_nothing_is_found(patient, only_words):
    build.topic("Hydrotherapy", questions=[build.question("Where is hydrotherapy?")])
    build.topic("Swelling")
    assert near(patient, "hidrotherrapie") == ["Hydrotherapy"]
    page = patient.get("/search/?q=hidrotherrapie").content.decode()
    assert page.index("These may be near") < page.index('<a href="/faq/hydrotherapy/">Hydrotherapy</a>')


def test_where_none_is_near_none_is_offered(patient):
    build.topic("Hydrotherapy")
    for query in ("xylophone", "abc", "the of", "x" * 2000, "!!"):
        assert near(patient, query) == []
    assert "These may be near" not in patient.get("/search/?q=xylophone").content.decode()


def test_at_most_three_are_offered_and_the_subjects_stay(patient, only_words):
    for place in ("cold", "warm", "deep", "salty"):
        build.topic(f"Hydrotherapy {place}", subject=build.subject("Daily life"))
    assert len(near(patient, "hidrotherrapie")) == 3
    assert "/faq/subject/daily-life/" in patient.get("/search/?q=hidrotherrapie").content.decode()


def test_what_visitors_may_not_read_is_never_hinted_at(patient, only_words):
    private, taken_down = build.topic("Hydrotherapy at home"), build.topic("Hydrotherapy outside")
    build.topic("Hydrotherapy in spring", live=False)
    assert len(near(patient, "hidrotherrapie")) == 2
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    taken_down.unpublish()
    assert near(patient, "hidrotherrapie") == []


def test_only_topics_of_the_language_are_near(patient):
    build.locale("es")
    build.topic("Hydrotherapy")
    assert patient.get("/es/search/?q=hidrotherrapie").context["near"] == []


def test_nothing_is_guessed_beside_help_in_a_crisis(patient):
    build.topic("Sewing circle")
    assert near(patient, "i want to die swingcircle") == []


def test_ten_times_the_topics_cost_no_query_more(patient, only_words):
    counts = []
    for many in (1, 10):
        for number in range(many):
            build.topic(f"Hydrotherapy {many} {number}")
        for _ in range(2):
            patient.get("/search/?q=hidrotherrapie")
        with CaptureQueriesContext(connection) as captured:
            assert near(patient, "hidrotherrapie")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12
