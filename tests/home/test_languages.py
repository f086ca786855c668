"""The site in two languages: which one a visitor reads is told by the address, and by nothing else."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Site

from clinic.review.bylines import vouch
from clinic.site.models import DetailsWords
from faq.models import Subject, TopicPage
from home.models import FeaturedTopic
from tests import builders as build

pytestmark = pytest.mark.django_db

MOST = 12


@pytest.fixture
def spanish():
    """The home, topics and services pages in Spanish, and one topic in both languages."""
    topic = build.topic("Does CRPS spread?", slug="does-crps-spread", questions=[build.question(id="0123456789ab")])
    home = build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.services_page(), title="Servicios", slug="servicios")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    build.translated(topic, title="¿Se extiende el SDRC?", slug="se-extiende", subject=build.spanish(build.subject()))
    return home


def test_the_same_browser_reads_what_the_address_says(spanish, patient):
    for headers in ({}, {"HTTP_ACCEPT_LANGUAGE": "es"}, {"HTTP_COOKIE": "django_language=es"}):
        english, other = patient.get("/", **headers), patient.get("/es/", **headers)
        assert '<html lang="en" dir="ltr">' in english.content.decode()
        assert '<html lang="es" dir="ltr">' in other.content.decode()
        for answer in (english, other):
            assert "Accept-Language" not in answer.headers.get("Vary", "")
            assert not answer.cookies


def test_a_page_is_found_in_its_own_language_only(spanish, patient):
    assert patient.get("/es/respuestas/se-extiende/").status_code == 200
    assert patient.get("/respuestas/se-extiende/").status_code == 404
    assert patient.get("/es/faq/does-crps-spread/").status_code == 404


def test_the_frame_speaks_the_language_of_the_address(spanish, patient):
    page = patient.get("/es/respuestas/se-extiende/").content.decode()
    assert "Ir al contenido principal" in page
    assert '<a class="site-menu__link" href="/es/servicios/"' in page
    assert 'href="/es/search/"' in page
    assert "Skip to" not in page


def spanish_links(page):
    """Links in the main part to pages in Spanish, but for the offer to read this one in Spanish."""
    main = BeautifulSoup(page.content, "html.parser").main
    return [link["href"] for link in main.select('a[href^="/es/"]') if not link.find_parent(class_="language-offer")]


def test_search_finds_what_is_in_the_language_of_the_address(spanish, patient):
    assert "does-crps-spread" not in patient.get("/es/search/?q=CRPS+extiende").content.decode()
    assert "/es/respuestas/se-extiende/" in patient.get("/es/search/?q=extiende").content.decode()
    assert not spanish_links(patient.get("/search/?q=extiende"))


def test_subjects_and_the_list_from_a_to_z_hold_pages_of_their_language(spanish, patient):
    assert Subject.objects.filter(locale__language_code="es").count() == 1
    for address in ("/es/", "/es/respuestas/", "/es/respuestas/a-z/s/", "/es/respuestas/subject/que-es/"):
        page = patient.get(address)
        assert page.status_code == 200, address
        assert "Does CRPS spread?" not in page.content.decode()
    assert not spanish_links(patient.get("/faq/a-z/"))


def test_feeds_are_there_in_each_language(spanish, patient):
    assert "does-crps-spread" in (english := patient.get("/changes.atom").content.decode())
    assert "/es/" not in english
    spanish_feed = patient.get("/es/changes.atom").content.decode()
    assert "/es/respuestas/se-extiende/" in spanish_feed
    assert "respuestas nuevas y cambiadas" in spanish_feed


def test_an_error_is_told_in_the_language_of_the_address(spanish, patient):
    answer = patient.get("/es/no/tal/pagina/")
    assert answer.status_code == 404
    assert "No encontramos esa página" in answer.content.decode()
    assert '<a href="/es/">La página de inicio' in answer.content.decode()
    assert "We cannot find that page" in patient.get("/no/such/page/").content.decode()


def test_before_a_language_has_a_home_page_its_addresses_are_not_there(patient):
    for address in ("/es/", "/es/faq/"):
        assert patient.get(address).status_code == 404
    assert "/es/" not in patient.get("/").content.decode()


def test_a_home_page_made_by_the_other_process_is_found_at_once(patient):
    patient.get("/")
    home = build.translated(build.home_page(), title="Inicio", slug="inicio")
    cache.set("wagtail_site_root_paths", [path for path in Site.get_site_root_paths() if path.language_code == "en"])
    assert home.locale.language_code == "es"
    assert patient.get("/es/").status_code == 200
    assert 'hreflang="es" href="http://localhost:8000/es/"' in patient.get("/").content.decode()


def test_what_has_a_translation_is_shown_in_it_wherever_a_page_names_it(spanish, patient):
    chosen = [FeaturedTopic(topic=TopicPage.objects.get(slug="does-crps-spread"))]
    build.changed(spanish, featured_links=chosen)
    only_english = build.topic("What is CRPS?")
    page = patient.get("/es/").content.decode()
    assert '<a href="/es/respuestas/se-extiende/">¿Se extiende el SDRC?</a>' in page
    build.changed(spanish, featured_links=[*chosen, FeaturedTopic(topic=only_english)])
    assert (
        '<a href="/faq/what-is-crps/" hreflang="en" lang="en">What is CRPS?</a>' in patient.get("/es/").content.decode()
    )


def test_the_details_are_shown_in_the_words_staff_wrote_for_the_language(spanish, patient):
    details = build.details(hours="Monday to Friday", strapline="Care for CRPS", disclaimer="Ask your clinician.")
    assert '<p lang="en">Monday to Friday</p>' in patient.get("/es/").content.decode()
    details.in_languages.add(DetailsWords(language="es", hours="De lunes a viernes"))
    details.save()
    page = patient.get("/es/").content.decode()
    assert "<p>De lunes a viernes</p>" in page
    assert "Monday" not in page
    assert "De lunes" not in patient.get("/").content.decode()


def test_a_visit_in_another_language_costs_no_more_queries(spanish, patient):
    addresses = ["/es/", "/es/respuestas/", "/es/respuestas/se-extiende/", "/es/servicios/", "/es/search/?q=extiende"]
    counts = {}
    for address in [*addresses, "/es/changes.rss", "/es/no/"]:
        patient.get(address)
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            patient.get(address)
        counts[address] = len(captured.captured_queries)
    assert {address: count for address, count in counts.items() if count > MOST} == {}


def test_a_site_has_one_home_topics_and_services_page_in_each_language(spanish):
    english, other = build.home_page(), spanish
    for model in (type(build.faq_index()), type(build.services_page())):
        assert model.objects.count() == 2
        assert not model.can_create_at(english)
        assert not model.can_create_at(other)
    assert Locale.objects.count() == 2


def test_a_page_leads_to_itself_in_the_other_language(spanish, patient):
    english = patient.get("/faq/does-crps-spread/").content.decode()
    other = patient.get("/es/respuestas/se-extiende/").content.decode()
    for page in (english, other):
        assert 'hreflang="en" href="http://localhost:8000/faq/does-crps-spread/"' in page
        assert 'hreflang="es" href="http://localhost:8000/es/respuestas/se-extiende/"' in page
        assert 'hreflang="x-default" href="http://localhost:8000/faq/does-crps-spread/"' in page
    assert re.search(
        r'<li lang="es">\s*<a [^>]*href="/es/respuestas/se-extiende/" hreflang="es"[^>]*>Español</a>', english
    )
    assert re.search(r'<li lang="en">\s*<a [^>]*href="/faq/does-crps-spread/" hreflang="en"[^>]*>English</a>', other)


def test_a_question_leads_to_the_same_question_in_the_other_language(spanish, patient):
    english = patient.get("/faq/does-crps-spread/").content.decode()
    assert 'href="/es/respuestas/se-extiende/#q-01234567" hreflang="es" lang="es">Leer en español' in english
    assert 'id="q-01234567"' in patient.get("/es/respuestas/se-extiende/").content.decode()


def test_pages_beside_the_tree_lead_to_themselves_too(spanish, patient):
    for here, there in [
        ("/search/", "/es/search/"),
        ("/faq/a-z/", "/es/respuestas/a-z/"),
        ("/faq/how-we-know/", "/es/respuestas/how-we-know/"),
        ("/faq/subject/what-crps-is/", "/es/respuestas/subject/que-es/"),
    ]:
        assert f'href="{there}" hreflang="es" data-same-page>' in patient.get(here).content.decode(), here
        assert f'href="{here}" hreflang="en" data-same-page>' in patient.get(there).content.decode(), there


def test_without_a_translation_the_switch_says_where_it_leads(spanish, patient):
    build.topic("What is CRPS?")
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert 'href="/es/respuestas/" hreflang="es">Español' in page
    assert "(esta página aún no)" in page
    assert "data-same-page" not in page
    assert 'hreflang="x-default"' not in page


def test_readers_are_told_who_translated_a_page_and_whether_it_was_checked(spanish, patient):
    address, topic = "/es/respuestas/se-extiende/", TopicPage.objects.get(slug="se-extiende")
    vouch(topic, "translator", "Elena Vidal", None)
    page = patient.get(address).content.decode()
    assert "Traducido del inglés por Elena Vidal." in page
    assert "Un profesional clínico ha revisado esta traducción." in page
    topic.reviews.update(outcome="emergency")
    assert "Ningún profesional clínico ha revisado aún esta traducción." in patient.get(address).content.decode()
    assert "Traducido" not in patient.get("/faq/does-crps-spread/").content.decode()


def test_readers_of_a_lagging_page_are_told_and_led_to_the_source(spanish, patient):
    address, source = "/es/respuestas/se-extiende/", TopicPage.objects.get(slug="does-crps-spread")
    assert "translation-lag" not in patient.get(address).content.decode()
    build.changed(source, title="Does CRPS spread, and how far?")
    page = patient.get(address).content.decode()
    assert "La página en inglés cambió el" in page
    assert 'href="/faq/does-crps-spread/" hreflang="en">Leer la página más nueva, en inglés' in page
