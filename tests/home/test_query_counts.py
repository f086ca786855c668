"""A page costs at most twelve queries, at ten topics and at a thousand, with nothing remembered from before."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from clinic.content.models import KeyFigure
from faq.models import GlossaryTerm
from home.models import FeaturedTopic, StandardPage
from home.search.index import store
from tests import builders as build
from tests.bulk import many_topics
from tests.cast import member

pytestmark = pytest.mark.django_db

MOST = 12
ADDRESSES = [
    "/",
    "/faq/",
    "/faq/full/",
    "/faq/subject/what-crps-is/",
    "/faq/a-z/",
    "/faq/a-z/t/?page=2",
    "/faq/how-we-know/",
    "/faq/words/",
    "/services/",
    "/services/full/",
    "/faq/full/leaflet/",
    "/services/full/leaflet/",
    "/about/",
    "/search/?q=swelling",
    "/search/?q=xylophone",
    "/no/such/page/",
    "/sitemap.xml",
    "/changes.rss",
    "/robots.txt",
]


def word():
    return GlossaryTerm.objects.first() or build.term()


def rich(figure, page, number):
    link = f'<a linktype="page" id="{page.pk}">this</a>'
    return f"<p>Swelling {number}: we saw {build.inline(figure)}, see {link}. {build.marked(word())}.</p>"


def full_statements(figures, page, references):
    return [
        build.statement(rich(figures[0], page, 1), kind="established", references=references),
        build.statement(rich(figures[1], page, 2), kind="early", references=references[:1], why_unsure="Few people."),
        build.statement(rich(figures[2], page, 3), kind="clinic_sees", figure=figures[0].pk),
        build.statement(kind="clinic_sees", figure=figures[1].pk, text="We saw swelling."),
        build.statement(rich(figures[0], page, 4), kind="clinic_thinks", what_is_known=rich(figures[1], page, 5)),
    ]


@pytest.fixture
def full_clinic():
    """Pages that hold as much of everything as a page can."""
    logo, hand, foot = (build.image(title) for title in ("Logo", "Hand", "Foot"))
    about = build.standard(
        "About",
        introduction="<p>Who we are.</p>",
        body=[
            build.block("text", "<p>Us.</p>"),
            build.picture(hand),
            build.picture(foot),
            build.block("contact", None),
        ],
        show_in_menus=True,
    )
    build.details(logo=logo, privacy_page=about, contact_page=about, phone="(555) 555-0100")
    figures = [build.figure(f"Figure {number}", value=f"about {number}00") for number in range(1, 4)]
    references = [build.reference(f"Study {number}", doi=f"10.1000/{number}") for number in range(8)]
    services = [build.service(f"Course {number}") for number in range(3)]
    statements = full_statements(figures, about, references)
    services.append(build.service("Full", benefits=statements, harms=statements, what_it_is=rich(figures[0], about, 9)))
    related = [build.topic(f"Swelling {number}") for number in range(3)]
    extras = [
        build.steps(rich(figures[0], about, 6), "Rest."),
        build.care_card("weakness", action=rich(figures[1], about, 7)),
        build.picture(hand),
        build.picture(foot),
        build.table(["Medicine"], ["Gabapentin"]),
        build.video(),
    ]
    build.topic(
        "Full",
        short_answer=rich(figures[0], about, 8),
        questions=[build.question(f"Question {number}?", *statements, *extras) for number in range(4)],
        services=[build.services_page(), *services],
        related=related,
        author=member("writer"),
    )
    build.changed(
        build.home_page(),
        introduction=rich(figures[0], about, 1),
        picture=hand,
        featured_links=[FeaturedTopic(topic=topic) for topic in related],
    )


def queries(patient, address):
    """The queries of one visit, with pictures made but no cache warm."""
    patient.get(address)
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        patient.get(address)
    return [query["sql"] for query in captured.captured_queries]


def counted(patient):
    for _ in range(2):  # A worker reads the index once, and then once what was written in its own transaction.
        store.current()
    return {address: len(queries(patient, address)) for address in ADDRESSES}


def test_the_fullest_page_costs_at_most_twelve_queries(full_clinic, patient):
    build.topic("Topic of another subject", subject=build.subject("Other"))
    many_topics(30)
    counts = counted(patient)
    assert {address: count for address, count in counts.items() if count > MOST} == {}


def test_a_thousand_topics_cost_no_query_more_than_ten(full_clinic, patient):
    said = rich(KeyFigure.objects.first(), StandardPage.objects.get(), 1)
    many_topics(10, "Ten swellings", short_answer=said)
    ten = counted(patient)
    many_topics(990, "More swellings", short_answer=said)
    assert {address: count for address, count in counted(patient).items() if count > ten[address]} == {}
