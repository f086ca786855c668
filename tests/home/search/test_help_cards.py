"""Whom to call comes before anything to read: recognised by meaning, in any language, wherever patients type."""

import html
import re

import pytest

from clinic.meaning.models import Example, Threshold
from home.models import Medicine, SearchCard, SuggestedQuestion
from home.tasks import learn_help_cards
from tests import builders as build
from tests.forms import suggestion

pytestmark = pytest.mark.django_db

CRISIS = ["nobody would miss me", "i have had enough of being alive", "nadie me echaría de menos si me muero"]
# A crisis, but not so plain that nothing to read may stand beside the card.
BURDEN = ["i am a burden to my family", "soy una carga para mi familia"]
DANGER = ["my pump site is hot and leaking pus", "half my face just dropped", "se me durmió la cara de repente"]
TODAY = ["my calf is swollen and sore", "i fell and cannot move my bad hand", "fiebre y la pierna roja y caliente"]
MEDICINE = ["do i still need the second Lyrica every day", "puedo tomar tramadol con unas cervezas"]
NOTHING = [
    "when are you open",
    "does it spread",
    "what is a mirror box",
    "cuánto cuesta la visita",
    "pumpkin soup",
    "my cast came off today",
    "some swelling after a cast is normal",
]

KINDS = ("crisis", "alone", "danger", "today", "medicine")


@pytest.fixture(autouse=True, scope="module")
def learned(rows_of_a_module):
    """Few examples of our own, so that nothing here depends on those that every clinic starts with."""
    Example.objects.all().delete()
    known = {"crisis alone": CRISIS, "crisis": BURDEN, "danger": DANGER, "today": TODAY, "medicine": MEDICINE}
    for label, texts in known.items():
        for text in texts:
            Example.objects.create(subject="card", label=label, text=text)
    Threshold.objects.filter(subject="card").update(value=0.5)
    for text in NOTHING:
        Example.objects.create(subject="card", text=text, should_find=False)
    learn_help_cards()


def card(patient, typed, address="/search/"):
    return patient.get(address, {"q": typed, "format": "json"}).json()["card"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("nobody would miss me at all", "crisis"),
        ("nadie me echaria de menos", "crisis"),
        ("my face dropped just now", "danger"),
        ("swollen sore calf", "today"),
        ("fiebre y pierna caliente", "today"),
        ("puedo tomar tapentadol con cerveza", "medicine"),
    ],
)
@pytest.mark.parametrize("address", ["/search/", "/es/search/"])
def test_meaning_is_recognised_in_any_language(patient, typed, kind, address):
    assert card(patient, typed, address)["kind"] == kind


def test_a_card_says_whom_to_call(patient):
    build.details(phone="(555) 555-0100", emergency_number="112")
    assert card(patient, CRISIS[0])["call"] == "988"
    assert card(patient, DANGER[0])["call"] == "112"
    assert card(patient, TODAY[0])["call"] == "(555) 555-0100"
    assert card(patient, MEDICINE[0])["call"] == "(555) 555-0100"


@pytest.mark.parametrize("typed", NOTHING)
def test_ordinary_questions_show_none(patient, typed):
    assert card(patient, typed) is None


def test_the_end_of_a_long_message_counts(patient):
    story = "I broke my wrist in spring and had a cast for six weeks and then the swelling never went away. " * 4
    assert card(patient, f"{story} {CRISIS[1]}")["kind"] == "crisis"


def test_a_medicine_is_known_by_any_name_and_with_a_slip(patient):
    for typed in ("stop taking nucynta", "quit the gabapenten", "dejar la pregabalina", "stop medicine"):
        assert card(patient, typed)["kind"] == "medicine"
    Medicine.objects.all().delete()
    assert card(patient, "quit the gabapentin") is None


def test_a_cast_that_comes_off_is_no_medicine(patient):
    assert card(patient, "swelling after my cast comes off") is None


def section(patient, typed, address="/search/"):
    """The card as the page shows it."""
    page = patient.get(address, {"q": typed}).content.decode()
    return re.search(r'<section class="search-card .*?</section>', page, re.DOTALL)[0]


def test_what_cannot_wait_until_tomorrow_names_the_sign_that_was_recognised_first(patient):
    build.details(phone="(555) 555-0100")
    shown = section(patient, TODAY[1])
    assert shown.index("A fall or a blow") < shown.index("Call (555) 555-0100") < shown.index("Call 911 instead if")
    assert "If we are closed" in shown
    assert shown.index("If we are closed") < shown.index("calf")
    typing = patient.get("/search/suggest/", {"q": TODAY[0]}).json()["card"]
    assert (typing["kind"], typing["label"]) == ("today", "Call (555) 555-0100")
    assert "calf" in typing["sign"]
    assert "Call 911 instead" in typing["text"]


def test_signs_for_the_same_day_come_from_the_urgent_topic(patient):
    card = build.care_card("a bite of a horse", "a leg that swells", level="urgent")
    urgent = build.topic("When to get help", questions=[build.question("When?", card)])
    build.details(urgent_page=urgent)
    shown = section(patient, TODAY[0])
    assert shown.index("A leg that swells") < shown.index("a bite of a horse") < shown.index(urgent.url)


def test_what_may_be_an_emergency_is_no_less_urgent_for_being_like_the_same_day(patient):
    Example.objects.create(subject="card", label="danger", text="my calf is swollen and sore and i cannot breathe")
    learn_help_cards()
    assert card(patient, "my calf is swollen and i cannot breathe")["kind"] == "danger"
    assert card(patient, f"{TODAY[0]}. {DANGER[1]}")["kind"] == "danger"


def test_the_form_for_questions_shows_it_and_keeps_the_question(patient):
    page = patient.post("/search/suggest-a-question/", suggestion(TODAY[0])).content.decode()
    assert "search-card--today" in page
    assert SuggestedQuestion.objects.get().text == TODAY[0]


def test_a_mistake_with_a_medicine_leads_to_poison_help_too(patient):
    shown = section(patient, MEDICINE[0])
    assert shown.index("the person who prescribed it") < shown.index('href="tel:1-800-222-1222"')
    typing = patient.get("/search/suggest/", {"q": MEDICINE[0]}).json()["card"]
    assert typing["second_call"] == "1-800-222-1222"
    for kept in SearchCard.objects.filter(level="medicine"):
        kept.second_phone = kept.second_label = ""
        kept.save()
    assert "1-800-222-1222" not in section(patient, MEDICINE[0])


def test_the_card_comes_before_all_results_and_suggestions(patient):
    build.topic("My face and pain")
    page = patient.get("/search/", {"q": DANGER[1]}).content.decode()
    assert page.index("This can be an emergency") < page.index("My face and pain")
    typing = patient.get("/search/suggest/", {"q": DANGER[1]}).json()
    assert (typing["card"]["label"], typing["suggestions"][0]["text"]) == ("Call 911", "My face and pain")


@pytest.fixture
def topic_on_words_of_crisis():
    build.topic("Being alive to pain")
    return "Being alive to pain"


def test_what_is_no_plain_crisis_keeps_its_answers_below_the_card(patient):
    build.topic("Being a burden to my family")
    page = patient.get("/search/", {"q": BURDEN[0]}).content.decode()
    assert page.index("You can talk to someone now") < page.index("Being a burden to my family")
    told = patient.get("/search/", {"q": BURDEN[0], "format": "json"}).json()
    assert (told["card"]["kind"], told["results"][0]["topic"]) == ("crisis", "Being a burden to my family")
    typing = patient.get("/search/suggest/", {"q": BURDEN[0]}).json()
    assert typing["card"]["kind"] == "crisis"
    assert "Being a burden to my family" in [offered["text"] for offered in typing["suggestions"]]
    told = patient.get("/api/v2/topics/", {"search": BURDEN[0], "search_operator": "or"}).json()
    assert (told["meta"]["card"]["kind"], told["meta"]["total_count"]) == ("crisis", 1)


def test_words_of_a_rule_are_a_plain_crisis(patient):
    build.topic("Better off dead")
    assert patient.get("/search/", {"q": "better off dead", "format": "json"}).json()["total"] == 0


def test_in_a_crisis_nothing_to_read_stands_beside_the_card(patient, topic_on_words_of_crisis):
    page = patient.get("/search/", {"q": CRISIS[1]}).content.decode()
    assert "You can talk to someone now" in page
    for distracting in (topic_on_words_of_crisis, "answers for", "Suggest a question", "Try fewer words"):
        assert distracting not in page
    told = patient.get("/search/", {"q": CRISIS[1], "format": "json"}).json()
    assert (told["results"], told["total"], told["suggestion"], told["missing"]) == ([], 0, "", [])
    typing = patient.get("/search/suggest/", {"q": CRISIS[1]}).json()
    assert (typing["card"]["label"], typing["suggestions"]) == ("Call 988", [])


def test_what_only_looked_like_a_crisis_is_one_step_away(patient, topic_on_words_of_crisis):
    page = patient.get("/search/", {"q": CRISIS[1]}).content.decode()
    [link] = re.findall(r'href="(\?[^"]*anyway=1)"', page)
    page = patient.get(f"/search/{html.unescape(link)}").content.decode()
    assert page.index("You can talk to someone now") < page.index(topic_on_words_of_crisis)
    told = patient.get("/search/", {"q": CRISIS[1], "format": "json", "anyway": "1"}).json()
    assert told["card"]["kind"] == "crisis" and told["total"] > 0


def test_further_results_of_such_words_keep_being_shown(patient):
    for number in range(12):
        build.topic(f"Being alive {number}")
    page = patient.get("/search/", {"q": CRISIS[1], "anyway": "1"}).content.decode()
    [link] = re.findall(r'rel="next" href="([^"]*)"', page)
    assert "Being alive" in patient.get(f"/search/{html.unescape(link)}").content.decode()


def test_where_there_is_nothing_to_show_nothing_is_offered(patient):
    assert "anyway=1" not in patient.get("/search/", {"q": CRISIS[1]}).content.decode()


def test_programs_that_search_are_told(patient):
    build.topic("Nobody would miss me")
    told = patient.get("/api/v2/topics/", {"search": CRISIS[0]}).json()
    assert told["meta"]["card"]["kind"] == "crisis"
    assert (told["items"], told["meta"]["total_count"]) == ([], 0)
    assert patient.get("/api/v2/topics/", {"search": "spread"}).json()["meta"]["card"] is None
    assert "card" not in patient.get("/api/v2/topics/").json()["meta"]


@pytest.mark.parametrize("typed", [*CRISIS, *BURDEN])
def test_a_suggestion_with_words_of_crisis_is_answered_and_never_kept(patient, typed):
    page = patient.post("/search/suggest-a-question/", suggestion(typed)).content.decode()
    assert "You can talk to someone now" in page
    assert not SuggestedQuestion.objects.exists()


def test_signs_come_from_the_urgent_topic(patient):
    urgent = build.topic(
        "When to get help",
        questions=[build.question("When?", build.care_card("lips that turn blue", level="emergency"))],
    )
    build.details(urgent_page=urgent)
    page = patient.get("/search/", {"q": DANGER[1]}).content.decode()
    shown = page[page.index("search-card--danger") : page.index("</section>", page.index("search-card--danger"))]
    assert "lips that turn blue" in shown
    assert urgent.url in shown
    urgent.refresh_from_db()
    urgent.unpublish()
    assert "lips that turn blue" not in patient.get("/search/", {"q": DANGER[1]}).content.decode()


def test_in_danger_the_page_on_urgent_help_comes_before_all_other_texts(patient):
    build.topic("My face dropped", questions=[build.question("What harms do implants in the face have?")])
    urgent = build.topic("When to get help", questions=[build.question("When?", build.care_card("a drooping face"))])
    build.details(urgent_page=urgent)
    found = patient.get("/search/", {"q": DANGER[1], "format": "json"}).json()
    assert found["card"]["kind"] == "danger"
    assert found["results"][0]["topic"] == "When to get help"
    urgent.refresh_from_db()
    urgent.unpublish()
    found = patient.get("/search/", {"q": DANGER[1], "format": "json"}).json()
    assert "When to get help" not in [result["topic"] for result in found["results"]]


def test_signs_in_another_language_than_the_card_are_not_its_signs(patient):
    urgent = build.topic(
        "When to get help",
        questions=[build.question("When?", build.care_card("lips that turn blue", level="emergency"))],
    )
    build.details(urgent_page=urgent)
    page = patient.get("/es/search/", {"q": DANGER[2]}).content.decode()
    assert "lips that turn blue" not in page
    assert "dolor en el pecho" in page


def test_staff_see_why_and_what_a_threshold_would_do(staff):
    page = staff("writer").post("/admin/search-words/cards/", {"typed": CRISIS[0]} | dict.fromkeys(KINDS, 0.5))
    assert "Help in a crisis" in page.content.decode()
    [crisis, *_] = page.context["examples"]
    assert crisis.wanted == len(CRISIS) + len(BURDEN)
    assert "so plain that the card stands alone" in page.content.decode()
    stricter = staff("writer").post("/admin/search-words/cards/", {"typed": CRISIS[0]} | dict.fromkeys(KINDS, 1))
    assert stricter.context["examples"][0].found <= crisis.found
    assert not any(one["found"].holds for one in stricter.context["rows"][0]["found"])


def test_a_card_in_another_language_is_better_than_none(patient):
    SearchCard.objects.filter(language="es").delete()
    page = patient.get("/es/search/", {"q": CRISIS[2]}).content.decode()
    assert '<section class="search-card search-card--crisis" aria-labelledby="search-card" lang="en">' in page
