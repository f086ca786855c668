"""What machines read about a page says what the page says, and cannot break out of its script element."""

import json
import re
from html import unescape

import pytest
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from clinic.people.models import User
from tests import builders as build

pytestmark = pytest.mark.django_db

CONDITIONS = "complex regional pain syndrome\nCRPS\nRSD"


def shown(patient, address):
    """`(nodes by type, words)` of a page: its linked data, and what its visible part says."""
    page = patient.get(address).content.decode()
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    words = " ".join(unescape(strip_tags(re.sub(r"<script.*?</script>", "", page[page.index("<body") :]))).split())
    return {node["@type"]: node for node in json.loads(found)["@graph"]}, words


def topic_with_everything():
    author = User.objects.create(username="maya", public_name="Dr Maya Ortiz")
    build.details(conditions=CONDITIONS, phone="(555) 555-0100", address="1 Example Street\nSpringfield")
    rests = build.reference("A review of spread", journal="Pain", year=2015, doi="10.1000/1")
    taken_back = build.reference("A paper taken back", retracted=True, doi="10.1000/2")
    hidden = build.reference("Chosen for another kind", doi="10.1000/3")
    return build.topic(
        asked_as="what is rsd\nis crps rare",
        author=author,
        questions=[
            build.question(
                "What is CRPS?",
                build.statement(kind="established", references=[rests, taken_back]),
                build.statement("Ask us.", kind="plain", references=[hidden]),
            )
        ],
    )


def test_a_topic_says_what_the_page_says(patient):
    topic = topic_with_everything()
    nodes, words = shown(patient, "/faq/what-is-crps/")
    page = nodes["MedicalWebPage"]
    for said in (page["name"], page["description"], page["author"]["name"], page["reviewedBy"]["name"]):
        assert said in words
    signed = localtime(topic.reviews.get().created_at)
    assert page["lastReviewed"] == signed.date().isoformat()
    assert f"on {signed:%-d %B %Y}" in words
    assert page["inLanguage"] == "en"
    assert page["url"].endswith("/faq/what-is-crps/")
    assert page["audience"] == {"@type": "MedicalAudience", "audienceType": "Patient"}
    assert page["publisher"] == {"@id": nodes["MedicalClinic"]["@id"]}
    assert page["dateModified"] == localtime(topic.last_published_at).date().isoformat()


def test_each_question_leads_to_its_place_on_the_page(patient):
    topic_with_everything()
    [part] = shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"]["hasPart"]
    assert (part["@type"], part["name"]) == ("Question", "What is CRPS?")
    address, _, fragment = part["url"].partition("#")
    assert address.endswith("/faq/what-is-crps/")
    assert part["acceptedAnswer"]["url"] == part["url"]
    assert f'id="{fragment}"' in patient.get("/faq/what-is-crps/").content.decode()


def test_an_answer_keeps_its_labels_and_says_what_the_page_says(patient):
    build.details(emergency_number="911")
    parts = [
        build.statement(f"<p>It {build.marked(build.term('may'))} &amp; can.</p>", "established"),
        build.statement("We think so.", "clinic_thinks", what_is_known="<p>Little.</p>"),
        build.statement("Rest helps.", "early", why_unsure="Only 20 people", experts_disagree=True),
        build.statement("Ring us."),
        build.steps("Stop.", "Breathe.", heading="In a flare-up"),
        build.care_card(
            "weakness",
            "a drooping face",
            level="emergency",
            heading="your leg turns blue",
            action="<p>Do not drive.</p>",
        ),
    ]
    build.topic(questions=[build.question("Does it spread?", *parts)])
    nodes, words = shown(patient, "/faq/what-is-crps/")
    [part] = nodes["MedicalWebPage"]["hasPart"]
    assert part["acceptedAnswer"]["text"].splitlines() == [
        "Established evidence: It may & can.",
        "What we think: We think so. Not proven. Other specialists may disagree. What is known: Little.",
        "Early or mixed research: Rest helps. Experts disagree. Why we are not sure: Only 20 people.",
        "Ring us.",
        "In a flare-up: Stop. Breathe.",
        "Emergency: Call 911 now if your leg turns blue: weakness; a drooping face. Do not drive.",
    ]
    for said in (
        "It may & can.",
        "We think so.",
        "Other specialists may disagree.",
        "What is known:",
        "Stop.",
        "Breathe.",
        "Call 911 now if your leg turns blue",
    ):
        assert said in words


def test_it_names_the_condition_as_the_page_does(patient):
    topic_with_everything()
    assert shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"]["about"] == {
        "@type": "MedicalCondition",
        "name": "CRPS",
    }
    build.topic("Where do I park?", short_answer="<p>Behind the house.</p>", questions=[build.question("Is it free?")])
    build.details(conditions="dystonia")
    assert "about" not in shown(patient, "/faq/where-do-i-park/")[0]["MedicalWebPage"]


def test_it_names_the_condition_by_the_other_names_that_the_page_explains(patient):
    build.details(conditions=f"{CONDITIONS}\nSudeck")
    crps = build.term("CRPS", stands_for="complex regional pain syndrome", also_called="RSD")
    build.topic(short_answer=f"<p>{build.marked(crps)} is lasting pain.</p>")
    assert shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"]["about"] == {
        "@type": "MedicalCondition",
        "name": "complex regional pain syndrome",
        "alternateName": ["CRPS", "RSD"],
    }


def test_only_sources_that_readers_see_and_that_stand_are_cited(patient):
    topic_with_everything()
    nodes, words = shown(patient, "/faq/what-is-crps/")
    [cited] = nodes["MedicalWebPage"]["citation"]
    assert cited["name"] == "A review of spread"
    assert cited["url"] == "https://doi.org/10.1000/1"
    assert cited["datePublished"] == "2015"
    assert cited["name"] in words
    assert cited["publisher"] in words


def test_the_clinic_is_told_as_the_page_shows_it(patient):
    build.details(
        name="Riverside", phone="(555) 555-0100", hours="Monday to Friday\n8 am to 5 pm", address="1 Street\nX"
    )
    clinic, words = shown(patient, "/")[0]["MedicalClinic"], shown(patient, "/")[1]
    assert clinic["telephone"] == "(555) 555-0100"
    assert clinic["address"] == {"@type": "PostalAddress", "streetAddress": "1 Street", "addressLocality": "X"}
    [open] = clinic["openingHoursSpecification"]
    assert (len(open["dayOfWeek"]), open["opens"], open["closes"]) == (5, "08:00", "17:00")
    assert clinic["hoursAvailable"]["description"] == "Monday to Friday, 8 am to 5 pm"
    for line in ("Riverside", "(555) 555-0100", "1 Street", "8 am to 5 pm"):
        assert line in words


def test_the_contact_page_tells_about_the_clinic_and_another_page_does_not(patient):
    build.standard("Contact", body=[build.block("contact", None)])
    build.standard("About us")
    assert "MedicalClinic" in shown(patient, "/contact/")[0]
    assert set(shown(patient, "/about-us/")[0]) == {"BreadcrumbList"}


@pytest.mark.parametrize(
    "address", ["/faq/what-is-crps/", "/faq/a-z/", "/faq/subject/what-crps-is/", "/services/", "/services/course/"]
)
def test_breadcrumbs_are_those_of_the_page(patient, address):
    build.topic()
    build.service("Course")
    html = patient.get(address).content.decode()
    nav = html[html.index('<nav class="breadcrumbs"') :]
    nav = nav[: nav.index("</nav>")]
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', nav)
    steps = shown(patient, address)[0]["BreadcrumbList"]["itemListElement"]
    assert [
        (step["item"].split("localhost:8000")[-1].removeprefix("http://localhost"), step["name"]) for step in steps
    ] == links
    assert [step["position"] for step in steps] == [*range(1, len(links) + 1)]


def test_a_service_tells_what_it_is_and_who_offers_it(patient):
    build.service("Course")
    nodes, words = shown(patient, "/services/course/")
    about = nodes["MedicalWebPage"]["about"][0]
    assert about["@type"] == "Service"
    assert about["description"] in words
    assert about["provider"]["@id"] == nodes["MedicalClinic"]["@id"]


def test_a_change_that_is_shown_gives_the_day_of_the_change(patient):
    topic = build.topic()
    build.changed(topic, change_note="We added what to do.", change_matters=True)
    note = topic.change_notes.get()
    page, words = shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"], shown(patient, "/faq/what-is-crps/")[1]
    assert page["dateModified"] == localtime(note.published_at).date().isoformat()
    assert f"{localtime(note.published_at):%-d %B %Y}" in words


def test_a_page_whose_signature_was_taken_off_names_no_reviewer(patient):
    topic = build.topic()
    topic.reviews.all().void("A number changed.")
    page = shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"]
    assert "reviewedBy" not in page
    assert "lastReviewed" not in page


def test_a_key_figure_stands_there_in_words(patient):
    figure = build.figure()
    build.topic(short_answer=f"<p>We have seen {build.inline(figure)} &amp; more.</p>")
    page = shown(patient, "/faq/what-is-crps/")[0]["MedicalWebPage"]
    assert page["description"] == "We have seen about 800 people & more."


def test_words_cannot_end_the_script(patient):
    evil = "</script><script>alert(1)</script><!--"
    build.topic(title=evil, slug="evil", questions=[build.question(evil)])
    assert shown(patient, "/faq/evil/")[0]["MedicalWebPage"]["name"] == evil
    assert "<script>alert" not in patient.get("/faq/evil/").content.decode()
