"""Answers on paper: large print and a leaflet, each at an address of its own that needs no script."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.http import int_to_base36

from clinic.site.models import ClinicDetails
from faq.leaflet import MOST_NAMED
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db

LONG = " ".join(["Rest the arm and breathe slowly for a while."] * 6)


def read(patient, address):
    answer = patient.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def words(part):
    return " ".join(part.get_text(" ").split())


@pytest.fixture
def leaflet(patient):
    """`leaflet(topic)`: the sheet itself."""
    return lambda page: read(patient, page.url + "leaflet/").select_one("article.leaflet")


@pytest.mark.parametrize("make", [build.topic, build.service])
@pytest.mark.parametrize("sheet", ["leaflet", "large-print"])
def test_a_sheet_is_kept_out_of_search_engines_and_names_its_page(patient, make, sheet):
    page = make()
    html = read(patient, f"{page.url}{sheet}/")
    assert html.select_one('meta[name="robots"]')["content"] == "noindex"
    assert html.select_one('link[rel="canonical"]')["href"] == page.full_url
    assert html.select_one(f'main a[href="{page.url}"]')


@pytest.mark.parametrize("sheet", ["leaflet", "large-print"])
def test_pictures_of_a_sheet_are_there_though_nobody_has_scrolled_to_them(patient, sheet):
    page = build.topic(questions=[build.question("How?", build.picture(build.image()))])
    shown = read(patient, f"{page.url}{sheet}/").select("main picture img")
    assert shown and not any(picture.get("loading") == "lazy" for picture in shown)


@pytest.mark.parametrize("make", [build.topic, build.service])
def test_a_page_leads_to_its_sheets_without_scripts(patient, make):
    page = make()
    html = read(patient, page.url)
    links = {link["href"]: link for link in html.select(".page-tools a")}
    assert set(links) == {f"{page.url}leaflet/", f"{page.url}large-print/"}
    assert not any("needs-scripts" in link["class"] for link in links.values())


def test_drafts_have_no_sheets(patient):
    draft = build.topic(live=False)
    assert patient.get(f"/faq/{draft.slug}/leaflet/").status_code == 404


@pytest.mark.parametrize("beyond", ["leaflets/", "leaflet/more/", "print/"])
def test_other_addresses_below_a_topic_are_not_found(patient, beyond):
    assert patient.get(build.topic().url + beyond).status_code == 404


def test_a_leaflet_tells_the_answer_how_we_know_who_checked_it_and_how_to_reach_us(leaflet):
    build.details(phone="(555) 555-0100", hours="Monday to Friday, 8 am to 5 pm", emergency_number="911")
    first, second = build.reference("On spread", doi="10.1000/1"), build.reference("On rest", doi="10.1000/2")
    answer = [
        build.statement("It can spread.", "early", references=[first, second], why_unsure="Only 20 people."),
        build.statement("Rest may help.", "established", references=[second]),
    ]
    topic = build.topic(questions=[build.question("Does it spread?", *answer)], author=member("writer"))
    sheet = leaflet(topic)
    said = words(sheet)
    assert "usually in one arm or leg" in words(sheet.select_one(".short-answer"))
    assert "It can spread. Early or mixed research" in said
    assert "Why we are not sure: Only 20 people." in said
    assert "Sources 1, 2" in said and "Source 2" in said
    assert [words(source) for source in sheet.select(".leaflet-source")][1].endswith("https://doi.org/10.1000/2")
    assert "Checked by Dr Ruth Okafor" in said and "Next check due" in said
    assert "(555) 555-0100" in said and "8 am to 5 pm" in said and "call 911 now" in said


def test_a_leaflet_has_a_qr_code_with_its_short_address_in_words(leaflet, settings):
    settings.SITE_URL = "https://clinic.example"
    topic = build.topic()
    code = leaflet(topic).select_one('.qr-code[role="img"]')
    assert code["aria-label"] == f"QR code that opens clinic.example/p/{int_to_base36(topic.pk)}"
    assert code.select_one("svg path")
    assert not code.select("[style]")


def test_a_leaflet_has_lines_for_the_patients_own_questions(leaflet):
    assert len(leaflet(build.topic()).select(".leaflet-notes__line")) == 8


def test_what_does_not_fit_is_named_with_the_address_where_it_stands(leaflet):
    long = [build.statement(LONG * 4)]
    topic = build.topic(questions=[build.question(f"Question {n}?", *long) for n in range(6)])
    sheet = leaflet(topic)
    told = [words(heading) for heading in sheet.select(".leaflet-part__title")]
    named = [words(item) for item in sheet.select('[aria-labelledby="more"] li')]
    assert told[0] == "Question 0?" and 1 < len(told) < 7
    assert told[:-1] + named == [f"Question {n}?" for n in range(6)]
    assert f"/p/{int_to_base36(topic.pk)}" in words(sheet.select_one('[aria-labelledby="more"]'))
    assert not sheet.select(".leaflet-notes__line")


def test_an_answer_that_says_more_on_the_page_says_so_and_no_other_does(leaflet):
    long, short = [build.statement(LONG)] * 12, build.question("Is it rare?", build.statement("Yes."))
    sheet = leaflet(build.topic(questions=[*(build.question(f"Question {n}?", *long) for n in range(3)), short]))
    shown = {words(part.h2): bool(part.select(".leaflet-part__more")) for part in sheet.select(".leaflet-part")}
    assert shown["Question 2?"] and not shown["Is it rare?"]


def test_of_very_many_questions_the_first_are_named_and_the_others_counted(leaflet):
    questions = [build.question(f"Question {n}?", build.statement(LONG * 9)) for n in range(40)]
    named = leaflet(build.topic(questions=questions)).select('[aria-labelledby="more"] li')
    assert len(named) == MOST_NAMED + 1
    assert "other questions" in words(named[-1])


def test_when_to_call_for_help_comes_before_all_that_fits_less_well(leaflet):
    questions = [build.question(f"Question {n}?", *[build.statement(LONG)] * 4) for n in range(6)]
    urgent = build.question("When should I call?", build.care_card("your leg turns blue", level="emergency"))
    sheet = leaflet(build.topic(questions=[*questions, urgent]))
    assert words(sheet.select(".care-card li")[0]) == "your leg turns blue"
    assert words(sheet.select(".leaflet-part__title")[1]) == "When should I call?"


def urgent_help(signs="you cannot breathe"):
    """The clinic's page on urgent help."""
    help_page = build.topic(
        "When to get urgent help",
        questions=[
            build.question("What can wait?", build.care_card("a stiff hand", level="non_urgent")),
            build.question("When is it an emergency?", build.care_card(signs, level="emergency")),
        ],
    )
    build.details(urgent_page=help_page, emergency_number="112")
    return help_page


def test_a_page_that_leads_to_urgent_help_prints_the_signs_themselves(leaflet):
    sheet = leaflet(build.topic(related=[urgent_help()]))
    [card] = sheet.select(".care-card")
    assert "Call 112 now if" in words(card) and "you cannot breathe" in words(card)
    assert words(sheet.select(".leaflet-part__title")[1]) == "When is it an emergency?"


def test_so_does_one_that_leads_there_in_its_words_only(leaflet):
    link = f'<p>Read <a linktype="page" id="{urgent_help().pk}">this</a>.</p>'
    assert "you cannot breathe" in words(leaflet(build.topic(questions=[build.question("?", build.statement(link))])))


def test_other_pages_and_those_with_signs_of_their_own_do_not(leaflet):
    related, own = [urgent_help()], build.question("When to call?", build.care_card("blue lips", level="emergency"))
    assert "you cannot breathe" not in words(leaflet(build.topic("Elsewhere")))
    assert "you cannot breathe" not in words(leaflet(build.topic("Own signs", questions=[own], related=related)))


@pytest.mark.parametrize("sheet", ["", "leaflet/", "large-print/"])
def test_a_link_to_a_page_of_ours_has_its_address_for_paper(patient, settings, sheet):
    settings.SITE_URL = "https://clinic.example"
    other = build.topic("Sleep")
    link = f'<p>Read <a linktype="page" id="{other.pk}">this</a>.</p>'
    topic = build.topic(questions=[build.question("How?", build.statement(link))])
    found = read(patient, topic.url + sheet).select_one(f'main .prose a[href="{other.url}"]')
    short = f"/p/{int_to_base36(other.pk)}"
    assert found["data-printed"] == "clinic.example" + (short if sheet == "leaflet/" else other.url.rstrip("/"))


def test_a_service_leaflet_never_leaves_out_harm_for_room(leaflet):
    text = f"<p>{LONG}</p>" * 3
    long = dict.fromkeys(("what_it_is", "who_for", "who_not_for", "what_happens", "how_long"), text)
    sheet = leaflet(build.service(**long, harms=[build.statement("It can make pain worse.")]))
    assert "It can make pain worse." in words(sheet)
    assert sheet.select('[aria-labelledby="more"]')


def test_a_service_leaflet_tells_who_it_is_not_for_before_what_it_is(leaflet):
    long = dict.fromkeys(("what_it_is", "who_for", "what_happens", "how_long"), f"<p>{LONG}</p>" * 9)
    sheet = leaflet(build.service(**long, who_not_for="<p>Not in pregnancy.</p>"))
    assert "Not in pregnancy." in words(sheet)
    assert "Who it is for" in words(sheet.select_one('[aria-labelledby="more"]'))


def test_warnings_for_which_there_is_no_room_are_named_first_with_their_address(leaflet):
    card = build.care_card("your leg turns blue", level="emergency")
    questions = [build.question(f"Danger {n}?", *[build.statement(LONG)] * 9, card) for n in range(3)]
    topic = build.topic(questions=[build.question("What is it?"), *questions])
    sheet = leaflet(topic)
    said = words(sheet.select_one('[aria-labelledby="warnings"]'))
    assert "Danger 2?" in said and f"/p/{int_to_base36(topic.pk)}" in said
    assert [part["aria-labelledby"] for part in sheet.select(".leaflet-part")][-2:] == ["warnings", "more"]
    assert words(sheet.select('[aria-labelledby="more"] li')[0]) == "What is it?"


def test_warnings_take_the_room_of_the_list_of_sources(leaflet):
    sources = [
        build.reference(f"A study with a long name number {n}, told at length", doi=f"10.1000/{n}") for n in range(22)
    ]
    harm = build.statement(LONG, "established", references=sources)
    card = build.care_card("your leg turns blue and cold", level="emergency")
    questions = [build.question("Harm?", *[harm] * 3, card), build.question("When to call?", *[harm] * 5, card)]
    sheet = leaflet(build.topic(questions=questions))
    assert [words(heading) for heading in sheet.select(".leaflet-part__title")] == ["Harm?", "When to call?"]
    assert not sheet.select(".leaflet-source") and "Sources: on our website" in words(sheet)


def test_a_leaflet_of_a_clinic_that_has_filled_in_nothing_can_be_read(patient):
    ClinicDetails.objects.update(phone="", address="", hours="", email="", disclaimer="")
    assert read(patient, build.topic().url + "leaflet/").select("article.leaflet")


def test_large_print_holds_the_whole_page(patient):
    topic = build.topic(questions=[build.question(f"Question {n}?") for n in range(3)])
    said = words(read(patient, topic.url + "large-print/").select_one(".large-print"))
    assert all(f"Question {n}?" in said for n in range(3))
    assert "usually in one arm or leg" in said


@pytest.mark.parametrize("mode", ["leaflet", "large-print"])
def test_staff_see_the_sheets_of_a_draft_in_the_preview(staff, mode):
    draft, writer = build.topic("A new answer", live=False), staff("writer")
    assert mode in dict(writer.get(f"/admin/pages/{draft.pk}/edit/").context["form"].instance.preview_modes)
    answer = writer.get(f"/admin/pages/{draft.pk}/view_draft/?mode={mode}")
    assert answer.status_code == 200
    assert ("leaflet__title" in answer.text) == (mode == "leaflet")


@pytest.mark.parametrize("make", [build.topic, build.service])
@pytest.mark.parametrize("sheet", ["", "leaflet/", "large-print/"])
def test_a_page_that_nobody_has_checked_says_so_under_its_title_and_leads_to_its_foot(patient, make, sheet):
    page = make()
    assert not read(patient, page.url + sheet).select(".not-checked")
    page.reviews.all().delete()
    html = read(patient, page.url + sheet)
    link = html.select_one("h1 + .not-checked a")
    assert words(link) == "No clinician has checked this page."
    assert words(html.select_one(link["href"])) == words(link)


def test_a_page_that_changed_since_it_was_checked_says_so_under_its_title(patient):
    page = build.topic()
    page.reviews.update(voided_at=timezone.now())
    said = words(read(patient, page.url).select_one("h1 + .not-checked"))
    assert said.startswith("Something on this page has changed since Dr Ruth Okafor checked it")


def test_a_leaflet_does_not_ask_who_checked_it_where_nobody_did(leaflet):
    topic = build.topic()
    assert words(leaflet(topic).select_one("#who")) == "Who checked this"
    topic.reviews.all().delete()
    assert words(leaflet(topic).select_one("#who")) == "Checked by: nobody yet"
