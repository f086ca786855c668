"""The demo on a site: what patients find in it, and that it goes without touching anything else."""

import io
import re
import shutil

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from clinic.checks.findings import blocking
from clinic.checks.runner import findings_for
from clinic.content.models import KeyFigure
from clinic.ops.launching.database import load_demo as at_the_next_start
from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage, Reference, Subject, TopicPage
from home.demo_loading import files, loading
from home.models import HomePage, ServicePage, StandardPage
from tests import builders as build

COUNTED = [Page, Reference, Subject, KeyFigure, get_image_model()]


def load(*options):
    said = io.StringIO()
    call_command("load_demo", *options, stdout=said)
    return said.getvalue()


def site_now():
    """What the demo could change, as it is."""
    return {
        "counts": [model.objects.count() for model in COUNTED],
        "details": list(ClinicDetails.objects.values()),
        "home": list(HomePage.objects.values("title", "headline", "introduction")),
        "topics page": list(FaqIndexPage.objects.values("title", "introduction")),
    }


def pages_now():
    return list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))


def cared_for():
    """The figure that the demo shows in its texts."""
    return KeyFigure.objects.get(locale__language_code="en", value__startswith="about")


@pytest.fixture(scope="module")
def before_it(django_db_setup, django_db_blocker):
    """The site as it was."""
    with django_db_blocker.unblock():
        return site_now()


@pytest.fixture
def before(before_it, demo, db, settings):
    """The site as it was before the demo was loaded."""
    settings.MEDIA_ROOT, settings.DEMO_ACCOUNTS = demo.media, True
    shutil.copy(demo.folder / "logins.json", settings.VAR_DIR)
    return before_it


@pytest.fixture
def loaded(before):
    """A site with the demo."""


def test_every_page_is_live_and_opens(loaded, patient):
    assert TopicPage.objects.live().count() >= 12
    assert ServicePage.objects.live().filter(locale__language_code="en").count() == 7
    assert Subject.objects.filter(topics__live=True).distinct().count() >= 4
    for page in Page.objects.filter(depth__gt=1):
        assert patient.get(page.url).status_code == 200, page.title


def test_nothing_on_any_page_would_stop_its_approval(loaded):
    pages = [page.specific for page in Page.objects.filter(depth__gt=1)]
    found = [(page.title, one) for page in pages for one in blocking(findings_for(page))]
    assert len(pages) > 50
    assert [(title, one.rule, one.message, one.excerpt) for title, one in found] == []


def test_readers_see_links_figures_and_labels(loaded, patient):
    page = patient.get("/faq/does-crps-spread/").content.decode()
    about = patient.get("/about/").content.decode()
    assert '<span class="key-figure">about 800 people (a made-up number)</span>' in about
    assert 'href="/faq/can-crps-affect-internal-organs/"' in page
    assert "What we think" in page
    assert "figure missing" not in page + about


def test_the_clinics_details_and_the_home_page_are_filled(loaded):
    details = ClinicDetails.objects.get()
    assert details.name == "Riverside CRPS Clinic"
    named = [Page.objects.get(pk=pk).slug for pk in details.legal_ids]
    assert named == ["privacy", "privacy-practices", "accessibility", "contact"]
    home = build.home_page()
    assert home.headline and home.featured_links.count() == 6
    assert not home.has_unpublished_changes


@pytest.mark.parametrize("address", ["/faq/does-crps-spread/", "/privacy/", "/es/respuestas/se-extiende-el-sdrc/"])
def test_nobody_made_up_stands_as_author_or_reviewer(loaded, patient, address):
    page = patient.get(address).content.decode()
    assert not re.search(r"reviewedBy|lastReviewed|byline|Checked by|Revisado por|\bDra?\.? [A-Z]", page)
    markdown = patient.get(f"{address.rstrip('/')}.md").content.decode()
    assert not re.search(r"Checked by|Revisado por|Written by|Escrito por", markdown)
    assert re.search("before it was checked|antes de", page)


def test_patients_words_find_a_topic(loaded, patient):
    assert "Does CRPS spread?" in patient.get("/search/", {"q": "is my rsd spreading"}).content.decode()


def test_usage_is_known_at_once(loaded):
    figure = cared_for()
    about = StandardPage.objects.get(slug="about")
    sources = [int(row.object_id) for row in ReferenceIndex.get_references_to(figure)]
    assert about.pk in sources


def test_later_starts_leave_the_site_and_the_accounts_as_staff_left_them(loaded, demo, settings):
    settings.LOAD_DEMO, said = True, []
    assert demo.said == "Demo content: loading, because the site is empty\n"
    accounts = get_user_model().objects
    accounts.get(username="writer").delete()
    accounts.filter(username="publisher").update(is_active=False)
    call_command("bootstrap", verbosity=0)
    at_the_next_start(said.append)
    load()
    assert said == []
    assert not accounts.filter(username="writer").exists()
    assert not accounts.get(username="publisher").is_active


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before = site_now(), pages_now()
    assert "already here" in load()
    assert (site_now(), pages_now()) == before


# How it goes -----------------------------------------------------------------------------------------------------


def test_taking_it_away_leaves_the_site_as_it_was_and_the_accounts_in_use(before, settings):
    settings.LOAD_DEMO, said = True, []
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("a password of our own")
    admin.save()
    gone = load("--remove")
    assert re.search(r"Taken away: \d{2,} pages", gone)
    assert "Kept: “admin”, because its password was changed." in gone
    assert site_now() == before
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["admin"]
    assert "no demo to take away" in load("--remove")
    assert loading.refuse_own_pages() is None, "it may come again"
    at_the_next_start(said.append)
    assert (said, site_now()) == ([], before), "but not by itself"


def test_what_the_clinic_wrote_or_changed_stays_with_all_it_needs(loaded, patient):
    topic = change("does-crps-spread")
    figure = cared_for()
    figure.value = "about 900"
    figure.save()
    subject = Subject.objects.get(slug="treatment")
    own = TopicPage(title="Ours", slug="ours", subject=subject, live=False)
    build.faq_index().add_child(instance=own)
    own_in_spanish = TopicPage(title="Nuestra", slug="nuestra", live=False)
    FaqIndexPage.objects.get(locale__language_code="es").add_child(instance=own_in_spanish)
    said = load("--remove")
    assert "Kept: “Does CRPS spread?”, because somebody has changed it." in said
    assert "Check the links in “Does CRPS spread?”" in said
    assert "Kept: “Respuestas”, because something that stays uses it." in said
    assert "Kept: “Inicio”, because something that stays uses it." in said
    assert {*TopicPage.objects.all()} == {topic, own, own_in_spanish}
    assert {page.slug for page in ServicePage.objects.all()} == {"first-assessment", "support-and-follow-up"}
    assert {*Subject.objects.all()} == {subject, topic.subject}
    assert cared_for().value == "about 900"
    page = patient.get(topic.url).content.decode()
    assert "figure missing" not in page and "Maleki" in page
    assert "no demo to take away" in load("--remove")
    with pytest.raises(CommandError, match="pages of its own"):
        load()


def change(slug):
    topic = TopicPage.objects.get(slug=slug)
    topic.asked_as += "\nnew words"
    topic.save_revision()
    return topic


# In Spanish -------------------------------------------------------------------------------------------------------


def test_topics_are_there_in_spanish_unchecked_and_one_lagging(loaded, patient):
    pages = {slug: patient.get(f"/es/respuestas/{slug}/").content.decode() for slug in SPANISH}
    for slug, page in pages.items():
        assert "Traducido del inglés por quienes hicieron esta muestra; nadie la ha firmado." in page, slug
        assert "988 Línea de Prevención" in page and "Suicide" not in page, slug
        assert "Ningún profesional clínico ha revisado" in page
        assert ("translation-lag" in page) == (slug == "que-es-el-sdrc")
    for address in ("/es/", "/es/respuestas/", "/es/servicios/"):
        assert patient.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/faq/crps-and-pregnancy/", "Call your maternity clinic today if"),
        ("/faq/operations-and-the-dentist/", "Call the people who operated on you"),
        ("/faq/crps-in-children/", "Call your child&#x27;s own doctor today if"),
        ("/es/respuestas/sdrc-en-ninos-y-adolescentes/", "Llame hoy a su pediatra si"),
    ],
)
def test_a_card_on_which_somebody_else_helps_names_them_and_does_not_dial_the_clinic(loaded, patient, address, heading):
    page = patient.get(address).content.decode()
    cards = re.findall(r'<section class="care-card" data-level="urgent_other">.*?</section>', page, re.DOTALL)
    assert [heading in card for card in cards] == [True]
    assert {*re.findall(r'href="tel:([^"]*)', cards[0])} <= {"911"}


SPANISH = [topic["slug"] for topic in files.read()["es"]["topics"].values()]


def test_the_services_the_urgent_page_and_the_legal_pages_are_there_in_spanish(loaded, patient):
    services = patient.get("/es/servicios/").content.decode()
    listed = list(dict.fromkeys(re.findall(r'href="/es/servicios/([a-z-]+)/"', services)))
    english = patient.get("/services/").content.decode()
    assert len(listed) == len(set(re.findall(r'href="/services/([a-z-]+)/"', english))) == 7
    assert listed[0] == "primera-valoracion"
    for page in ServicePage.objects.filter(locale__language_code="es"):
        assert "Traducido del inglés" in patient.get(page.url).content.decode()
    home = patient.get("/es/").content.decode()
    for address in ("contacto", "privacidad", "respuestas/cuando-pedir-ayuda-urgente", "servicios"):
        assert f'href="/es/{address}/"' in home, address


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("urgencias", "cuando-pedir-ayuda-urgente"),
        ("niños con sdrc", "sdrc-en-ninos-y-adolescentes"),
        ("se va a poner bien mi hija", "sdrc-en-ninos-y-adolescentes"),
        ("escuela", "la-escuela-con-sdrc"),
        ("cómo puede ayudar mi familia", "como-puede-ayudar-mi-familia"),
        ("qué hago en una crisis de dolor", "que-hago-en-un-brote-de-dolor"),
        ("la gabapentina me marea", "que-medicinas-se-usan-para-el-sdrc"),
        ("me quitaron el yeso y la mano arde", "dolor-que-arde-y-otras-senales"),
        ("no puedo dormir", "el-sueno-y-el-sdrc"),
        ("faltar al trabajo por el dolor", "el-trabajo-y-los-beneficios-con-sdrc"),
        ("qué médico lo diagnostica", "como-se-diagnostica-el-sdrc"),
    ],
)
def test_a_mother_who_reads_spanish_finds_it(loaded, patient, typed, slug):
    assert f"/es/respuestas/{slug}/" in patient.get("/es/search/", {"q": typed}).content.decode()


def test_words_are_explained_in_the_language_of_the_page(loaded, patient):
    english, spanish = (patient.get(address).content.decode() for address in ("/faq/words/", spanish_words()))
    assert "Strong, lasting pain, usually in one arm or leg." in english
    assert "Un dolor fuerte y duradero" in spanish
    assert "Strong, lasting pain" not in spanish
    topic = patient.get(TopicPage.objects.get(slug="que-es-el-sdrc").url).content.decode()
    assert "</a> (síndrome de dolor regional complejo)" in topic


def spanish_words():
    return FaqIndexPage.objects.get(locale__language_code="es").words_url
