"""/llms.txt: what there is to read, how statements are labelled, and how to quote us."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from tests import builders as build
from tests.bulk import many_topics

pytestmark = pytest.mark.django_db


def text(patient, address="/llms.txt"):
    response = patient.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode()


def test_it_lists_topics_by_subject_and_services_as_markdown(patient):
    build.details(name="Riverside", strapline="A pain clinic.")
    build.topic()
    build.topic("Where is it?", subject=build.subject("Signs", sort_order=2))
    build.service("Course")
    written = text(patient)
    assert written.startswith("# Riverside\n\n> ")
    assert (
        "## What CRPS is\n\n- [What is CRPS?](http://localhost:8000/faq/what-is-crps.md): CRPS is a condition"
        in written
    )
    assert written.index("## What CRPS is") < written.index("## Signs") < written.index("## How we can help")
    assert "- [Course](http://localhost:8000/services/course.md): Four evenings" in written
    for label in ("Established evidence", "Early or mixed research", "What we see at this clinic", "What we think"):
        assert f"- **{label}**: " in written
    for path in re.findall(r"\]\(http://localhost:8000([^)]+)\)", written):
        assert patient.get(path).status_code == 200


def test_what_is_not_public_is_not_there(patient):
    build.topic("Not yet", live=False)
    PageViewRestriction.objects.create(page=build.topic("Private"), restriction_type="login")
    build.topic("Taken down").unpublish()
    assert not re.search("Not yet|Private|Taken down", text(patient))


def test_each_language_has_its_own_and_they_name_each_other(patient):
    topic = build.topic("Does it spread?")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.services_page(), title="Servicios", slug="servicios")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    build.translated(topic, title="¿Se extiende?", slug="se-extiende", subject=build.spanish(build.subject()))
    english, spanish = text(patient), text(patient, "/es/llms.txt")
    assert "spread" in english and "extiende" not in english
    assert "/es/respuestas/se-extiende.md" in spanish and "spread" not in spanish
    assert "http://localhost:8000/es/llms.txt" in english
    assert "http://localhost:8000/llms.txt" in spanish


def test_more_topics_cost_no_more_queries(patient):
    def queries():
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            text(patient)
        return len(captured.captured_queries)

    said = f"<p>We saw {build.inline(build.figure())}.</p>"
    many_topics(2, short_answer=said)
    few = queries()
    many_topics(20, "More", short_answer=said)
    assert queries() == few <= 12
