"""Words of the glossary: one entry a word, explained where staff mark it, and kept while a page needs them."""

import json

import pytest
from django.core.exceptions import ValidationError

from clinic.archive.models import Edition
from clinic.review.models import Review
from faq.models import GlossaryTerm
from tests import builders as build

pytestmark = pytest.mark.django_db
PLACE = "/admin/snippets/faq/glossaryterm"


def form(**fields):
    return {"word": "", "stands_for": "", "meaning": "It is a word.", "also_called": "", "say_it": ""} | fields


def test_a_writer_adds_a_word(staff):
    answer = staff("writer").post(f"{PLACE}/add/", form(word=" allodynia ", also_called="touch pain\n\n skin pain "))
    assert answer.status_code == 302
    term = GlossaryTerm.objects.get()
    assert (term.word, term.other_names) == ("allodynia", ["touch pain", "skin pain"])
    assert term.all_words == ["allodynia", "touch pain", "skin pain"]


@pytest.mark.parametrize(
    "fields",
    [
        {"word": "crps"},
        {"word": "RSD"},
        {"word": "CR", "stands_for": "Complex Regional Pain Syndrome"},
        {"word": "algodystrophy", "also_called": "Sudeck\nrsd"},
    ],
)
def test_a_word_or_name_that_another_entry_has_is_refused_in_words(staff, fields):
    build.term("CRPS", stands_for="complex regional pain syndrome", also_called="RSD")
    answer = staff("writer").post(f"{PLACE}/add/", form(**fields))
    assert "is in the glossary already. See the entry “CRPS”." in answer.content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_the_same_word_in_another_language_is_no_twin():
    build.term("CRPS")
    other = build.locale("es")
    GlossaryTerm(word="CRPS", meaning="Es un dolor.", locale=other).full_clean()


def test_a_long_meaning_is_refused_in_words():
    with pytest.raises(ValidationError, match="Shorten the meaning to 2 sentences. It has 3."):
        GlossaryTerm(word="nerve", meaning="One. Two. Three.").full_clean()


def test_staff_see_where_a_word_is_explained(staff):
    term = build.term()
    build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(term)}.</p>")
    assert "Spread" in staff("writer").get(f"{PLACE}/edit/{term.pk}/").content.decode()


def test_a_word_that_a_page_explains_cannot_be_deleted(staff):
    term = build.term()
    build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(term)}.</p>")
    for address in (f"{PLACE}/delete/{term.pk}/", f"/admin/bulk/faq/glossaryterm/delete/?id={term.pk}"):
        answer = staff("admin").post(address, follow=True)
        assert "stays: it is explained in “Spread”. Take the mark out there first." in answer.content.decode()
    assert GlossaryTerm.objects.exists()


def test_a_word_that_no_page_explains_is_deleted(staff):
    staff("admin").post(f"{PLACE}/delete/{build.term().pk}/")
    assert not GlossaryTerm.objects.exists()


# A word that nobody has approved is no patient's ----------------------------------------------------------------------


@pytest.fixture
def new_word(staff):
    """Begun by a writer, and sent for clinical review."""
    fields = form(word="allodynia", meaning="Pain from a touch that should not hurt.") | {"action-submit": "1"}
    answer = staff("writer").post(f"{PLACE}/add/", fields, follow=True)
    assert "patients read it once a clinical reviewer has approved it" in answer.text or "sent for" in answer.text
    return GlossaryTerm.objects.get()


def is_listed(patient):
    return "should not hurt" in patient.get("/faq/words/").text


def test_a_new_word_waits_for_its_approval(staff, patient, new_word):
    assert not is_listed(patient)
    screen = f"/admin/shared-texts/faq.glossaryterm/{new_word.pk}/"
    assert "allodynia" in staff("reviewer").get("/admin/").text
    shown = staff("reviewer").get(screen)
    assert "in the list of words and in search" in shown.text and "should not hurt" in shown.text
    assert "decides" in staff("writer").get(screen).text
    staff("reviewer").post(screen, {"seen": shown.context["form"]["seen"].value(), "outcome": "sign"})
    assert is_listed(patient)


def test_nobody_approves_a_word_of_their_own(staff, patient):
    staff("reviewer").post(f"{PLACE}/add/", form(word="allodynia", meaning="It should not hurt."))
    shown = staff("reviewer").get(f"/admin/shared-texts/faq.glossaryterm/{GlossaryTerm.objects.get().pk}/")
    assert "You wrote some of this text yourself" in shown.text and not is_listed(patient)


def test_a_new_word_is_approved_with_a_page_that_shows_it(patient, new_word):
    page = build.topic("Spread", live=False, short_answer=f"<p>It hurts: {build.marked(new_word)}.</p>")
    assert not is_listed(patient)
    build.put_live(page)
    assert is_listed(patient)
    new_word.refresh_from_db()
    assert not new_word.has_unpublished_changes


def test_a_page_that_is_live_explains_a_new_word_to_staff_only(new_word, rf):
    """Also where the database would let it be read."""
    page = build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(new_word)}.</p>")
    GlossaryTerm.objects.update(live=False)
    request = rf.get(page.url)
    [visited] = type(page).for_visit().filter(pk=page.pk)
    assert visited.get_context(request)["words"] == []
    request.is_preview = True
    assert page.get_context(request)["words"] == [new_word]


def test_a_change_of_a_word_that_no_page_shows_waits_too(staff, patient):
    term = build.term(meaning="It should not hurt.")
    loaded = json.dumps({"word": term.word, "meaning": term.meaning})
    changed = form(word=term.word, meaning="Drink water.", loaded=loaded)
    staff("writer").post(f"{PLACE}/edit/{term.pk}/", changed)
    assert is_listed(patient)


def test_a_changed_meaning_takes_the_signature_off_the_pages_that_show_it(django_capture_on_commit_callbacks):
    term = build.term()
    page = build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(term)}.</p>")
    other = build.topic("Other")
    with django_capture_on_commit_callbacks(execute=True):
        term.meaning = "Something else."
        term.save()
    assert Review.objects.of(page).get().voided_why == "Glossary word “allodynia” was changed"
    assert Review.objects.of(other).get().voided_at is None


def test_an_edition_keeps_the_meaning_that_readers_saw(django_capture_on_commit_callbacks):
    term = build.term()
    page = build.topic("Spread", short_answer=f"<p>It hurts: {build.marked(term)}.</p>")
    with django_capture_on_commit_callbacks(execute=True):
        term.meaning = "Something else."
        term.save()
    before, after = Edition.objects.of(page).order_by("pk")
    assert "Pain from a touch that should not hurt." in before.html
    assert "Something else." in after.html
    assert "popover" not in before.html
