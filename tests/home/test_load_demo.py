"""The demo content comes, stays and goes without touching anything else."""

import io
import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from clinic.content.models import KeyFigure
from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage, Reference, Subject, TopicPage
from home.demo_content import files, loading
from home.demo_content.builder import SNIPPETS, DemoBuilder, as_first_published
from home.models import HomePage, ServicePage, StandardPage
from tests import builders as build
from tests.builders import reference
from tests.home.demo_words import names_in, strings

COUNTED = [Page, Reference, Subject, KeyFigure, get_user_model(), get_image_model()]


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


# On an empty site -------------------------------------------------------------------------------------------------


def test_it_refuses_a_site_with_pages_of_its_own(db):
    HomePage.objects.get().add_child(instance=StandardPage(title="Our story", slug="our-story", live=False))
    before = site_now()
    with pytest.raises(CommandError, match="pages of its own, such as “Our story”.*Nothing was changed"):
        load()
    assert site_now() == before


def test_it_says_when_there_is_nothing_to_take_away(db):
    assert "no demo to take away" in load("--remove")


@pytest.fixture
def builder(db):
    """Knows what the files say, and has made nothing yet."""
    return DemoBuilder(files.read(), {})


def test_words_that_staff_have_written_stay(builder):
    HomePage.objects.update(headline="Our own words")
    home = HomePage.objects.get()
    builder.fill(home, {"headline": "Words of the demo", "introduction": "<p>More words.</p>"})
    assert (home.headline, home.introduction) == ("Our own words", "<p>More words.</p>")


def test_a_page_that_staff_are_working_on_is_not_filled(builder):
    home = HomePage.objects.get()
    home.headline = "Half-written"
    home.save_revision()
    builder.fronts = {"home": home}
    builder.fill_fronts()
    home.refresh_from_db()
    assert home.headline == ""
    assert home.get_latest_revision_as_object().headline == "Half-written"


def test_a_source_the_clinic_has_already_is_used_not_doubled(builder):
    own = reference(doi="10.1016/j.pain.2010.04.030")
    builder.make_snippets(*SNIPPETS["references"], builder.said["references"])
    assert builder.known["reference", "harden-2010"] == own.pk
    assert own not in builder.made


@pytest.mark.parametrize(
    ("say", "message"),
    [
        (
            lambda said: said["subjects"]["treatment"].update(nmae="x"),
            "subjects.toml: Subject has no field named 'nmae'",
        ),
        (lambda said: said["subjects"]["treatment"].update(name=""), "subjects.toml: This field cannot be blank."),
        (lambda said: said["subjects"]["treatment"].pop("slug"), "subjects.toml: 'slug'"),
        (lambda said: said["home"]["home"].update(featured=["gone"]), "home.toml: there is no topic called “gone”."),
        (
            lambda said: said["home"]["home"].update(introduction="[x](https://example.org)", featured=[]),
            "home.toml: the link “https://example.org” leads to none of topic:, service:, page: or word:.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file(db, say, message):
    said = files.read()
    say(said)
    said |= {"services": {}, "topics": {}, "pages": {}}
    builder = DemoBuilder(said, {"home": HomePage.objects.get()})
    with pytest.raises(files.Mistake, match=re.escape(message)):
        loading.build(builder)


# Loaded -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for all tests below, each of which takes back its own changes: `(before, media folder)`."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        before = site_now()
        load()
        yield before, media
        transaction.set_rollback(True)


@pytest.fixture
def before(once, db, settings):
    """The site as it was before the demo was loaded."""
    settings.MEDIA_ROOT = once[1]
    return once[0]


@pytest.fixture
def loaded(before):
    """A site with the demo."""


def test_every_page_is_live_and_opens(loaded, patient):
    assert TopicPage.objects.live().count() >= 12
    assert ServicePage.objects.live().count() == 6
    assert Subject.objects.filter(topics__live=True).distinct().count() >= 4
    for page in Page.objects.filter(depth__gt=1):
        assert patient.get(page.url).status_code == 200, page.title


def test_readers_see_links_figures_and_labels(loaded, patient):
    page = patient.get("/faq/does-crps-spread/").content.decode()
    assert '<span class="key-figure">about 800 people</span>' in page
    assert 'href="/faq/can-crps-affect-internal-organs/"' in page
    assert "What we see at this clinic" in page
    assert "figure missing" not in page


def test_the_clinics_details_and_the_home_page_are_filled(loaded):
    details = ClinicDetails.objects.get()
    assert details.name == "Riverside CRPS Clinic"
    named = [Page.objects.get(pk=pk).slug for pk in details.legal_ids]
    assert named == ["privacy", "privacy-practices", "accessibility", "contact"]
    home = build.home_page()
    assert home.headline and home.featured_links.count() == 6
    assert not home.has_unpublished_changes


def test_authors_cannot_log_in(loaded):
    for person in get_user_model().objects.filter(username__startswith="demo-"):
        assert not person.is_active and not person.has_usable_password()


def test_patients_words_find_a_topic(loaded, patient):
    assert "Does CRPS spread?" in patient.get("/search/", {"q": "is my rsd spreading"}).content.decode()


def test_usage_is_known_at_once(loaded):
    figure = KeyFigure.objects.get(locale__language_code="en")
    topic = TopicPage.objects.get(slug="does-crps-spread")
    sources = [int(row.object_id) for row in ReferenceIndex.get_references_to(figure)]
    assert topic.pk in sources


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before = site_now(), pages_now()
    assert "already here" in load()
    assert (site_now(), pages_now()) == before


# How it goes -----------------------------------------------------------------------------------------------------


def test_taking_it_away_leaves_the_site_as_it_was(before):
    assert "Taken away: 37 pages" in load("--remove")
    assert site_now() == before
    assert "no demo to take away" in load("--remove")
    assert loading.refuse_own_pages() is None, "it may come again"


def test_a_page_of_the_clinics_own_keeps_the_pages_above_it(loaded):
    above = FaqIndexPage.objects.get(locale__language_code="es")
    own = TopicPage(title="Nuestra", slug="nuestra", live=False)
    above.add_child(instance=own)
    said = load("--remove")
    assert "Kept: “Respuestas”, because something that stays uses it." in said
    assert "Kept: “Inicio”, because something that stays uses it." in said
    assert list(TopicPage.objects.all()) == [own]


def test_a_page_that_staff_changed_stays_with_all_it_needs_and_is_the_clinics_own(loaded, patient):
    topic = change("does-crps-spread")
    said = load("--remove")
    assert "Kept: “Does CRPS spread?”, because somebody has changed it." in said
    assert "Check the links in “Does CRPS spread?”" in said
    assert list(TopicPage.objects.all()) == [topic]
    assert {page.slug for page in ServicePage.objects.all()} == {"first-assessment", "support-and-follow-up"}
    page = patient.get(topic.url).content.decode()
    assert "figure missing" not in page and "Maleki" in page and "Maya Ortiz" in page
    assert "no demo to take away" in load("--remove")
    with pytest.raises(CommandError, match="pages of its own"):
        load()


def change(slug):
    topic = TopicPage.objects.get(slug=slug)
    topic.asked_as += "\nnew words"
    topic.save_revision()
    return topic


def test_what_staff_corrected_and_what_their_pages_use_stays(loaded):
    figure = KeyFigure.objects.get(locale__language_code="en")
    figure.value = "about 900"
    figure.save()
    subject = Subject.objects.get(slug="treatment")
    own = TopicPage(title="Ours", slug="ours", subject=subject, live=False)
    build.faq_index().add_child(instance=own)
    load("--remove")
    assert KeyFigure.objects.get(locale__language_code="en") == figure
    assert list(Subject.objects.all()) == [subject]
    assert list(TopicPage.objects.all()) == [own]


# In Spanish -------------------------------------------------------------------------------------------------------


def test_three_topics_are_there_in_spanish_signed_unchecked_and_lagging(loaded, patient):
    pages = {slug: patient.get(f"/es/respuestas/{slug}/").content.decode() for slug in SPANISH}
    for slug, page in pages.items():
        assert "Traducido del inglés por Elena Vidal (inventada)." in page, slug
        assert "unas 800 personas" in pages["se-extiende-el-sdrc"]
        assert ("Ningún profesional clínico ha revisado" in page) == (slug == "tratamiento-del-sdrc")
        assert ("translation-lag" in page) == (slug == "que-es-el-sdrc")
    for address in ("/es/", "/es/respuestas/", "/es/servicios/"):
        assert patient.get(address).status_code == 200


@pytest.mark.parametrize("name", ["does-crps-spread", "crps-treatment", "what-is-crps"])
def test_a_spanish_topic_says_it_with_the_same_kinds_sources_and_numbers(name):
    said = files.read()
    english = as_first_published(said["topics"][name])["questions"]
    spanish = said["es"]["topics"][name]["questions"]
    assert [skeleton(asked) for asked in spanish] == [skeleton(asked) for asked in english]


def skeleton(asked):
    """What must be the same in both languages: blocks, kinds, references, figures, links and numbers."""
    return asked.get("tells"), [
        {
            "block": piece.get("block", "statement"),
            "kind": piece.get("kind"),
            "sources": (piece.get("references"), piece.get("figure")),
            "numbers": numbers_in(piece),
            "links": sorted(found for text in strings(piece) for found in names_in(text) if found[0] != "word"),
        }
        for piece in asked["answer"]
    ]


def numbers_in(piece):
    text = " ".join(strings(piece))
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text)))


SPANISH = ("se-extiende-el-sdrc", "tratamiento-del-sdrc", "que-es-el-sdrc")


def test_words_are_explained_in_the_language_of_the_page(loaded, patient):
    english, spanish = (patient.get(address).content.decode() for address in ("/faq/words/", spanish_words()))
    assert "Strong, lasting pain, usually in one arm or leg." in english
    assert "Un dolor fuerte y duradero" in spanish
    assert "Strong, lasting pain" not in spanish
    topic = patient.get(TopicPage.objects.get(slug="que-es-el-sdrc").url).content.decode()
    assert "</button> (síndrome de dolor regional complejo)<span" in topic


def spanish_words():
    return FaqIndexPage.objects.get(locale__language_code="es").words_url
