"""Search says only what visitors may read at this moment: changes are found at once, what is gone is gone at once."""

import weakref
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction

from clinic.ops.launching.signals import worker_started
from faq.models import GlossaryTerm
from home.models import SearchChange, SearchState, SearchText
from home.search.index import store
from home.search.index.writer import needs_writing, tell
from home.tasks import forget_searches
from tests import builders as build

pytestmark = pytest.mark.django_db


def answer(patient, query):
    return patient.get("/search/", {"q": query, "format": "json"}).json()


def urls(patient, query):
    return [result["url"] for result in answer(patient, query)["results"]]


@pytest.fixture
def topic():
    asked = build.question("Do warm baths help?", build.statement("Lukewarm baths are pleasant."), id="0a1b2c3d-x")
    return build.topic("Bathing", questions=[asked])


def test_a_question_is_found_with_all_that_a_program_needs(patient, topic):
    [first, *_] = answer(patient, "lukewarm baths")["results"]
    assert first == {
        "url": "/faq/bathing/#q-0a1b2c3d",
        "topic": "Bathing",
        "question": "Do warm baths help?",
        "short_answer": "CRPS is a condition that causes lasting pain, usually in one arm or leg.",
        "passage": "Lukewarm baths are pleasant.",
        "kind": "",
        "more": None,
        "language": "en",
        "checked": localdate().isoformat(),
    }


def test_a_change_is_found_by_the_next_search_of_a_worker_that_has_the_index(patient, topic):
    assert urls(patient, "lukewarm") and not urls(patient, "sauna")
    held = store.current()
    build.changed(topic, questions=[build.question("Is a sauna good?", build.statement("Some like it."))])
    assert urls(patient, "sauna") and not urls(patient, "lukewarm")
    assert store.current() is held


def test_a_draft_of_a_live_page_is_not_found(patient, topic):
    draft = topic.get_latest_revision_as_object()
    draft.questions = [build.question("Is a sauna good?")]
    draft.save_revision()
    assert not urls(patient, "sauna") and urls(patient, "lukewarm")


def test_what_is_taken_down_is_gone_at_once(patient, topic):
    assert urls(patient, "lukewarm")
    topic.unpublish()
    assert answer(patient, "lukewarm") == {
        "results": [],
        "total": 0,
        "suggestion": "",
        "missing": ["lukewarm"],
        "card": None,
    }


def test_what_is_taken_down_behind_the_back_of_every_signal_is_gone_too(patient, topic):
    assert urls(patient, "lukewarm")
    Page.objects.filter(pk=topic.pk).update(live=False)
    assert answer(patient, "lukewarm")["total"] == 0


def test_a_private_page_is_not_found_nor_hinted_at(patient, topic):
    assert urls(patient, "lukewarm")
    restriction = PageViewRestriction.objects.create(page=topic, restriction_type="login")
    nothing = {"results": [], "total": 0, "suggestion": "", "missing": ["lukewrm", "baths"], "card": None}
    assert answer(patient, "lukewrm baths") == nothing
    assert patient.get("/search/suggest/?q=warm+bat").json() == {"card": None, "suggestions": []}
    restriction.delete()
    assert urls(patient, "lukewarm")


def test_a_page_below_a_page_that_became_private_is_not_found(patient, topic):
    assert urls(patient, "lukewarm")
    PageViewRestriction.objects.create(page=build.faq_index(), restriction_type="login")
    assert answer(patient, "lukewarm")["total"] == 0


def test_an_address_follows_the_page(patient, topic):
    assert urls(patient, "lukewarm") == ["/faq/bathing/#q-0a1b2c3d"]
    build.changed(topic, slug="water")
    assert urls(patient, "lukewarm") == ["/faq/water/#q-0a1b2c3d"]


def test_words_that_readers_do_not_see_are_not_found(patient):
    hidden = build.statement("Baths are pleasant.", why_unsure="Only hippopotamuses were asked.")
    build.topic("Bathing", questions=[build.question("Baths?", hidden)])
    assert urls(patient, "pleasant") and not urls(patient, "hippopotamuses")


def test_a_word_of_the_glossary_leads_to_its_meaning(patient):
    term = GlossaryTerm.objects.create(
        word="allodynia", meaning="Pain from a light touch.", locale=build.faq_index().locale
    )
    assert urls(patient, "alodynia") == [f"/faq/words/#{term.anchor}"]
    term.delete()
    assert urls(patient, "allodynia") == []


def test_each_language_finds_its_own(patient, topic):
    build.translated(build.faq_index())
    build.translated(topic, title="Los baños", questions=[build.question("¿Sirven los baños tibios?")])
    assert patient.get("/es/search/?q=bano+tibio&format=json").json()["total"] > 0
    assert urls(patient, "tibios") == []


def test_a_worker_does_not_miss_a_change_that_ends_after_a_later_one(patient, topic):
    """A transaction that began earlier and ends later: its number is older than what was seen."""
    store.current()
    SearchText.objects.filter(page=topic, place=1).update(title="Is a sauna good?")
    SearchChange.objects.all().delete()
    SearchChange.objects.create(written=store.current().seen, page=topic.pk)
    assert urls(patient, "sauna")


def test_changes_that_every_worker_has_read_are_forgotten(topic):
    tell([topic.pk])
    SearchChange.objects.update(made_at=timezone.now() - timedelta(days=3))
    tell([None])
    forget_searches()
    assert [change.page for change in SearchChange.objects.all()] == [None]


def test_the_index_is_written_by_one_command_where_it_is_missing_or_of_another_version(patient, topic, capsys):
    SearchText.objects.all().delete()
    SearchState.objects.all().delete()
    store.forget()
    assert not urls(patient, "lukewarm")
    call_command("rebuild_search", "--if-needed")
    assert urls(patient, "lukewarm") and not needs_writing()
    written = SearchText.objects.order_by("pk").last().pk
    call_command("rebuild_search", "--if-needed")
    assert SearchText.objects.order_by("pk").last().pk == written


def test_after_an_import_a_worker_reads_everything_again(patient, topic, monkeypatch):
    held = store.current()
    monkeypatch.setattr(store, "MOST_TAKEN_IN", 0)
    build.changed(topic, questions=[build.question("Is a sauna good?", build.statement("Some like it."))])
    assert urls(patient, "sauna") and not urls(patient, "lukewarm")
    assert store.current() is not held


def test_searching_goes_on_while_a_worker_reads_what_was_imported(patient, topic, monkeypatch):
    store.current()
    monkeypatch.setattr(store, "MOST_TAKEN_IN", 0)
    monkeypatch.setattr(store, "READ_AT_ONCE", 0)
    monkeypatch.setattr(store, "read_beside", lambda: None)
    other = build.topic("Saunas", questions=[build.question("Is a sauna good?", build.statement("Some like it."))])
    assert urls(patient, "lukewarm")
    other.unpublish()
    topic.unpublish()
    assert answer(patient, "lukewarm")["total"] == 0


def test_readyz_says_that_searches_still_go_on_with_the_index_before_an_import(patient, topic, monkeypatch):
    store.current()
    assert patient.get("/readyz").json()["search"]
    with monkeypatch.context() as importing:
        importing.setattr(store, "MOST_TAKEN_IN", 0)
        importing.setattr(store, "READ_AT_ONCE", 0)
        importing.setattr(store, "read_beside", lambda: None)
        build.topic("Saunas", questions=[build.question("Is a sauna good?")])
        answer = patient.get("/readyz")
        assert (answer.status_code, answer.json()["search"]) == (200, False)
    assert patient.get("/readyz").json()["search"]


def test_searching_goes_on_while_a_large_index_is_read(patient, topic, monkeypatch):
    monkeypatch.setattr(store, "READ_AT_ONCE", 0)
    monkeypatch.setattr(store, "read_beside", lambda: None)
    assert "/faq/bathing/#q-0a1b2c3d" in urls(patient, "warm baths")


def test_an_index_that_a_worker_has_replaced_leaves_its_memory_at_once(topic):
    replaced = weakref.ref(store.current().indexes["en"].segment)
    store.forget()
    assert replaced() is None


@pytest.mark.django_db(transaction=True)
def test_the_index_is_read_as_a_worker_starts(patient, topic, monkeypatch):
    store.forget()
    [reader] = [thread for _, thread in worker_started.send(None, process="site")]
    reader.join()
    monkeypatch.setattr(store, "read_again", lambda: pytest.fail("the first visitor waits"))
    assert urls(patient, "lukewarm")


def test_a_worker_starts_without_a_database(patient, topic, monkeypatch, caplog):
    store.forget()
    with monkeypatch.context() as broken:
        broken.setattr(store, "IndexStore", unreachable)
        store.begin_reading().join()
    assert "could not be read" in caplog.text
    assert urls(patient, "lukewarm")


def unreachable():
    raise OperationalError
