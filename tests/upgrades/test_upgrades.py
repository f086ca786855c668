"""The database of every released version can be upgraded to this one, and nothing in it is lost."""

import io

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from wagtail.models import Page, Site

from clinic.archive.models import Edition
from clinic.people.models import User
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from faq.models import TopicPage
from home.models import SearchCard, SearchText
from home.search.index import store
from tests.cast import ProcessClient
from tests.upgrades.dumps import Dump, applied, drop, migration_files, sha256
from tests.upgrades.then import DRAFT, SECOND, TITLE

VERSIONS = ["1.0.0"]
UPGRADED = "clinic_upgraded"


@pytest.fixture(scope="module", params=VERSIONS)
def restored(request, django_db_blocker):
    """The dump in a database of its own, upgraded; gives the migrations it had before."""
    if settings.PRIVATE_POSTGRES:
        settings.PRIVATE_POSTGRES.join()
    dump = Dump(request.param)
    dump.restore(UPGRADED)
    with django_db_blocker.unblock(), in_database(UPGRADED):
        before = applied()
        call_command("migrate", interactive=False, stdout=io.StringIO())
    yield before, dump.read_about()
    drop(UPGRADED)


class in_database:
    """Inside, Django talks to this database of the test server instead of the test database."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.forget()
        self.kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], self.name

    def __exit__(self, *error):
        self.forget()
        connection.settings_dict["NAME"] = self.kept

    def forget(self):
        """Numbers of kinds, languages and sites are others in another database."""
        connections.close_all()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        cache.clear()
        store.forget()


@pytest.fixture
def upgraded(restored, django_db_blocker):
    with django_db_blocker.unblock(), in_database(UPGRADED):
        yield


@pytest.fixture
def topic(upgraded):
    return TopicPage.objects.get(title=TITLE)


def browser_of(role):
    browser = ProcessClient("staff")
    browser.force_login(User.objects.get(username=role))
    return browser


@pytest.mark.parametrize("version", VERSIONS)
def test_a_dump_is_of_the_schema_of_its_version(version):
    """The migrations of a released version are never edited; while it is not out, its dump is made anew."""
    dump, now = Dump(version), migration_files()
    about = dump.read_about()
    assert about["sha256"] == sha256(dump.sql)
    assert len(about["migrations"]) > 3
    edited = {path for path, seen in about["migrations"].items() if now.get(path) != seen}
    assert edited == set(), "python -m tests.upgrades.make makes it anew, if this version is not released yet"


def test_a_dump_has_had_the_migrations_it_names(restored):
    before, about = restored
    named = {
        path.removesuffix(".py").split("/migrations/")[0].split("/")[-1] + "." + path.removesuffix(".py").split("/")[-1]
        for path in about["migrations"]
    }
    assert named <= before


def test_after_the_upgrade_nothing_is_left_to_migrate(upgraded):
    call_command("migrate", check_unapplied=True, stdout=io.StringIO())


def test_patients_read_every_page(upgraded):
    site = ProcessClient("site")
    pages = list(Page.objects.live().filter(depth__gt=1))
    assert len(pages) > 20
    answers = {page.url_path: site.get(page.get_url()).status_code for page in pages}
    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_patients_read_the_words_that_were_signed(topic):
    page = ProcessClient("site").get(topic.get_url()).content.decode()
    assert TITLE in page and SECOND in page and DRAFT not in page


def test_a_signature_still_stands_for_the_words(topic):
    """Were words hashed in another way, every page of the clinic would be unsigned."""
    assert content_hash(topic) == topic.live_hash
    reviews = Review.objects.of(topic).approving()
    assert reviews.count() == 2
    assert reviews.for_words(content_hash(topic)).get().reviewer_name == "Dr Ruth Okafor"


def test_every_live_page_has_the_words_it_went_live_with(upgraded):
    pages = [page for page in Page.objects.live().specific() if getattr(page, "live_hash", "")]
    assert len(pages) > 20
    assert [page.title for page in pages if content_hash(page) != page.live_hash] == []


def test_staff_edit_and_sign(topic):
    form = browser_of("writer").get(f"/admin/pages/{topic.pk}/edit/")
    assert form.status_code == 200 and DRAFT in form.content.decode()
    assert browser_of("admin").get("/admin/").status_code == 200
    assert browser_of("publisher").get("/admin/reports/").status_code in (200, 302, 404)


def test_the_record_shows_both_editions(topic):
    assert Edition.objects.of(topic).count() == 2
    assert Edition.objects.of(topic).open().count() == 1
    shown = browser_of("admin").get(f"/admin/record/page/{topic.pk}/")
    assert shown.status_code == 200 and SECOND in shown.content.decode()


def test_the_card_on_medicines_names_poison_help(upgraded):
    cards = SearchCard.objects.filter(level=SearchCard.Level.MEDICINE)
    assert {card.second_phone for card in cards} == {"1-800-222-1222"}


def test_search_finds_it(topic):
    assert SearchText.objects.filter(page=topic.pk).exists()
