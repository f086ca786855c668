"""Two people add the same source in one second: there is one, nobody meets an error, and no word is lost."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from faq.models import GlossaryTerm, Reference
from tests import builders as build

pytestmark = pytest.mark.django_db(transaction=True)
CHOOSER = "/admin/snippets/choose/faq/reference/create/?locale=en"
DOI = "10.1016/s0304-3959(00)00254-8"
WORDS = {"title": "Spread of CRPS", "authors": "Maleki J", "journal": "Pain", "year": "2000", "design": "cohort"}
WORDS |= {"seen": "abstract", "doi": DOI, "pmid": "", "url": "", "counted": "", "people_counted": "", "conflicts": ""}
WORDS |= {"checked_on": ""}


@pytest.fixture
def at_once(staff):
    """What two people get who post at one moment: `at_once(address, {fields}, {fields})`."""
    clients = [staff("writer"), staff("publisher")]

    def post(address, *forms):
        ready = Barrier(2)

        def one(client, form):
            ready.wait()
            try:
                return client.post(address, form)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(one, clients, forms))

    return post


def test_in_the_chooser_both_get_the_one_source(at_once):
    forms = [{f"reference-{name}": value for name, value in (WORDS | {"title": title}).items()} for title in "AB"]
    answers = [json.loads(answer.content) for answer in at_once(CHOOSER, *forms)]
    kept = Reference.objects.get()
    assert [(answer["step"], answer["result"]["id"]) for answer in answers] == [("chosen", str(kept.pk))] * 2


def test_in_its_own_form_the_second_reads_of_the_first_and_keeps_what_was_typed(at_once):
    answers = at_once("/admin/snippets/faq/reference/add/", WORDS | {"title": "Mine"}, WORDS | {"title": "Theirs"})
    kept = Reference.objects.get()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [refused] = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert f"There is already a reference with this DOI: {kept}." in refused
    assert ("Theirs" if kept.title == "Mine" else "Mine") in refused


def test_one_translation_is_begun(at_once):
    term = build.term()
    words = {"word": "alodinia", "meaning": "Dolor por un roce.", "stands_for": "", "also_called": "", "say_it": ""}
    answers = at_once(f"/admin/snippets/faq/glossaryterm/add/?locale=es&of={term.pk}", words, words)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert GlossaryTerm.objects.filter(translation_key=term.translation_key).count() == 2
    [refused] = [answer.content.decode() for answer in answers if answer.status_code == 200]
    assert "It has been begun in Spanish already" in refused and "Dolor por un roce." in refused


def test_a_doi_that_waits_to_be_approved_is_taken(staff):
    waiting = build.reference("A change of it waits")
    waiting.doi = DOI
    waiting.save_revision()
    Reference.objects.filter(pk=waiting.pk).update(has_unpublished_changes=True)
    answer = staff("writer").post("/admin/snippets/faq/reference/add/", WORDS).content.decode()
    assert "There is already a reference with this DOI" in answer
