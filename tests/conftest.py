"""What every test finds: a clinic with roles and first pages, the cast, and a folder of its own for files."""

import gc
import io

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from clinic.meaning.models import Example, Subject
from home.search.index import store
from tests.browsers import browser_type_launch_args, pytest_itemcollected  # noqa: F401
from tests.cast import ProcessClient, member
from tests.database import (  # noqa: F401
    BASELINE,
    begin_with,
    django_db_createdb,
    django_db_keepdb,
    django_db_modify_db_settings,
    pytest_runtest_teardown,
    pytest_unconfigure,
)
from tests.demo import demo, kept_demo  # noqa: F401
from tests.side_by_side import pytest_xdist_make_scheduler  # noqa: F401


def pytest_collection_finish():
    """All that is loaded by now stays: looking it over for garbage again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database as `manage.py bootstrap` leaves it: home, topics and services pages, and the four roles.

    Without examples of claims and advice: elsewhere than where meaning is tried, claims are what patterns find.
    """
    with django_db_blocker.unblock(), override_settings(VAR_DIR=tmp_path_factory.mktemp("var")):
        begin_with(BASELINE, first_pages)


def first_pages():
    call_command("bootstrap", stdout=io.StringIO())
    Example.objects.filter(subject__in=[Subject.CLAIM, Subject.ADVICE]).delete()
    call_command("learn")


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """Uploads and the last known details of one test are never seen by another, nor by a clinic that runs here."""
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    cache.clear()


@pytest.fixture(scope="module")
def rows_of_a_module(django_db_setup, django_db_blocker, tmp_path_factory):
    """For a fixture of module scope that makes rows: they stay for all tests of the module, and are taken back then.

    What a test makes of them is taken back after the test. Tests that commit cannot be in that module.
    """
    folder = tmp_path_factory.mktemp("module")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "media", STATIC_ROOT=folder):
            yield
        transaction.set_rollback(True)


@pytest.fixture
def patient(db):
    """A visitor of the public site."""
    return ProcessClient("site")


@pytest.fixture
def anyone(db):
    """Somebody at the door of the staff process, not logged in."""
    return ProcessClient("staff")


@pytest.fixture
def staff(db):
    """`staff("writer")`: a browser of the staff process in which that member of the cast is logged in."""
    logged_in = {}

    def browser_of(role):
        if role not in logged_in:
            client = ProcessClient("staff")
            client.user = member(role)
            client.force_login(client.user)
            logged_in[role] = client
        return logged_in[role]

    return browser_of


@pytest.fixture(autouse=True)
def nothing_read_for_search():
    """What one test has read into the index of this process is not there for the next."""
    store.forget()
