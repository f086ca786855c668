"""The demo content comes to an empty site only, and says what is wrong in its files."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from home.demo_loading import files, loading
from home.demo_loading.builder import SNIPPETS, DemoBuilder
from home.models import HomePage, StandardPage
from tests.builders import reference


def load(*options):
    said = io.StringIO()
    call_command("load_demo", *options, stdout=said)
    return said.getvalue()


def test_it_refuses_a_site_with_pages_of_its_own(db):
    HomePage.objects.get().add_child(instance=StandardPage(title="Our story", slug="our-story", live=False))
    before = list(Page.objects.values())
    with pytest.raises(CommandError, match="pages of its own, such as “Our story”.*Nothing was changed"):
        load()
    assert list(Page.objects.values()) == before


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
    said |= {"services": {}, "topics": {}, "pages": {}, "details": {}}
    builder = DemoBuilder(said, {"home": HomePage.objects.get()})
    with pytest.raises(files.Mistake, match=re.escape(message)):
        loading.build(builder)
