"""Every topic and service once more as Markdown, beside its page: the same words, labels, days and sources."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from wagtail.models import PageViewRestriction, Site

from tests import builders as build

pytestmark = pytest.mark.django_db


def answer(patient, address="/faq/what-is-crps.md"):
    response = patient.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def full_topic():
    build.details(phone="(555) 555-0100", emergency_number="911", disclaimer="It does not replace your clinician.")
    figure, other = build.figure(), build.topic("Other topic")
    first = build.reference("A review", journal="Pain", year=2015, doi="10.1000/1", counted="185 people.")
    second = build.reference("Taken back", retracted=True, doi="10.1000/2")
    return build.topic(
        short_answer=f'<p>We saw {build.inline(figure)}. See <a linktype="page" id="{other.pk}">more</a>.</p>',
        questions=[
            build.question(
                "Does it *spread*?",
                build.statement("It can.", kind="established", references=[first], experts_disagree=True),
                build.statement("Maybe.", kind="early", references=[second, first], why_unsure="Few people."),
                build.statement("We saw it.", kind="clinic_sees", figure=figure.pk),
                build.statement("We think so.", kind="clinic_thinks", what_is_known="<p>Little is known.</p>"),
                build.statement("Ring us.", references=[build.reference("Hidden", doi="10.1000/9")]),
                build.care_card("you cannot breathe", level="emergency", heading="you hurt"),
                build.care_card("it swells", level="urgent", action="<p>Rest <b>now</b>.</p>"),
                build.steps("Stop.", "Breathe.", heading="In a flare-up"),
                build.table(["Medicine", "Dose | day"], ["Gabapentin", "100"], caption="Doses"),
                build.picture(build.image(), caption="A resting hand"),
                build.video(),
                id="0123456789ab",
            )
        ],
        related=[other],
    )


def test_it_is_markdown_and_names_the_page(full_topic, patient):
    response = patient.get("/faq/what-is-crps.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    page = re.search(r'<link rel="canonical" href="([^"]+)">', patient.get("/faq/what-is-crps/").content.decode())[1]
    assert response["Link"] == f'<{page}>; rel="canonical"'
    assert response["X-Robots-Tag"] == "noindex"
    head = patient.head("/faq/what-is-crps.md")
    assert (head.status_code, head.content) == (200, b"")
    assert patient.post("/faq/what-is-crps.md").status_code == 405


def test_the_page_says_where_it_is(full_topic, patient):
    page = patient.get("/faq/what-is-crps/").content.decode()
    url = re.search(r'<link rel="alternate" type="text/markdown" href="([^"]+)">', page)[1]
    assert url.endswith("/faq/what-is-crps.md")
    assert 'type="text/markdown"' not in patient.get("/faq/").content.decode()


def test_words_figures_and_links_are_kept(full_topic, patient):
    text = answer(patient)
    assert text.startswith("# What is CRPS?\n\n<http")
    assert "## Short answer\n\nWe saw about 800 people. See [more](http" in text
    assert "/faq/other-topic/)" in text
    assert "## Does it \\*spread\\*?\n\n<http" in text
    assert "#q-01234567>" in text
    assert "- [Other topic](http" in text
    assert not re.search(r"<(?!http|/?su[bp])", text)
    assert "\n\n\n" not in text


def test_every_statement_keeps_its_kind_and_what_it_rests_on(full_topic, patient):
    text = answer(patient)
    assert "**Established evidence** · **Experts disagree**\n\nIt can.\n\nWhat this rests on: [^1]" in text
    assert "**Early or mixed research**\n\nMaybe.\n\nWhy we are not sure: Few people." in text
    assert "What this rests on: [^2] [^1]" in text
    assert "**What we see at this clinic**\n\nWe saw it.\n\nNot checked by outside researchers." in text
    assert "- Who was counted: Everyone with CRPS who had a first visit here." in text
    assert "**What we think**\n\nWe think so.\n\nNot proven. Other specialists may disagree." in text
    assert "What is known:\n\nLittle is known." in text
    assert re.search(r"^\[\^1\]: Bean D.*“A review”, Pain, 2015.*185 people.*<https://doi.org/10.1000/1>$", text, re.M)
    assert re.search(r"^\[\^2\]: \*\*Retracted\.\*\*", text, re.M)
    assert "Hidden" not in text


def test_cards_steps_tables_pictures_and_videos_are_kept(full_topic, patient):
    text = answer(patient)
    assert "### Emergency: Call 911 now if you hurt\n\n- you cannot breathe" in text
    assert "### Urgent: Call us today if\n\n- it swells\n\nRest **now**.\n\nCall (555) 555-0100" in text
    assert "### In a flare-up\n\n1. Stop.\n2. Breathe." in text
    assert "Doses\n\n| Medicine | Dose \\| day |\n| --- | --- |\n| Gabapentin | 100 |" in text
    assert "Picture: A hand resting on a cushion" in text
    assert "[Watch: A first visit](https://video.example/first-visit) (3 minutes)" in text
    assert "You are met at the door." in text


def test_it_says_who_checked_it_and_when(full_topic, patient):
    signed = localtime(full_topic.reviews.get().created_at)
    assert f"Checked by Dr Ruth Okafor on {signed:%-d %B %Y}. Next check due " in answer(patient)
    assert "It does not replace your clinician." in answer(patient)
    full_topic.reviews.all().void("A number changed.")
    assert "Something on this page has changed since Dr Ruth Okafor checked it" in answer(patient)


def test_a_service_is_there_too(patient):
    rests = build.reference("A review", doi="10.1000/1")
    build.service("Course", harms=[build.statement("It tires.", kind="established", references=[rests])])
    text = answer(patient, "/services/course.md")
    assert "# Course" in text
    assert "Four evenings in a small group." in text
    assert "## What it is\n\nAbout what it is." in text
    assert "## Possible harms\n\n**Established evidence**\n\nIt tires." in text
    assert "[^1]: Bean D" in text


def test_an_ordinary_page_is_there_too(patient):
    build.standard(
        "Visit us", body=[build.block("text", "<h2>By bus</h2><p>Line 5.</p>"), build.block("contact", None)]
    )
    text = answer(patient, "/visit-us.md")
    assert "## By bus\n\nLine 5." in text
    assert "## How to reach us" in text


@pytest.mark.parametrize("address", ["/faq.md", "/.md", "/faq/a-z.md", "/no/such.md", "/search.md", "/faq/x.md.md"])
def test_what_is_no_text_has_none(patient, address):
    assert patient.get(address).status_code == 404


def test_drafts_private_and_withdrawn_pages_have_none(patient):
    build.topic("Not yet", live=False)
    assert patient.get("/faq/not-yet.md").status_code == 404
    topic = build.topic()
    restriction = PageViewRestriction.objects.create(page=topic, restriction_type="login")
    assert patient.get("/faq/what-is-crps.md").status_code == 404
    restriction.delete()
    topic.unpublish()
    assert patient.get("/faq/what-is-crps.md").status_code == 404


def test_words_of_an_unpublished_change_stay_inside(full_topic, patient):
    full_topic.short_answer = "<p>Secret words.</p>"
    full_topic.save_revision(clean=False)
    assert "Secret" not in answer(patient)


def test_it_costs_no_more_queries_than_the_page(full_topic, patient):
    def queries(address):
        patient.get(address)
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            patient.get(address)
        return len(captured.captured_queries)

    assert queries("/faq/what-is-crps.md") <= queries("/faq/what-is-crps/") <= 12


def test_a_translation_is_told_in_its_language(patient):
    topic = build.topic("Does it spread?")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.services_page(), title="Servicios", slug="servicios")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    build.translated(topic, title="¿Se extiende?", slug="se-extiende", subject=build.spanish(build.subject()))
    text = answer(patient, "/es/respuestas/se-extiende.md")
    assert "# ¿Se extiende?" in text
    assert "/es/respuestas/se-extiende/>" in text
    assert patient.get("/respuestas/se-extiende.md").status_code == 404
