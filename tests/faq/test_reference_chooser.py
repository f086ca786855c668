"""Where a statement names its sources, a pasted DOI or PubMed ID finds the reference, or begins it."""

import html
import json
import re

import pytest
from wagtail.models import ModelLogEntry

from clinic.review.authors import authors_of
from clinic.review.newest_words import NewestWords
from faq.models import Reference
from tests import builders as build

pytestmark = pytest.mark.django_db
CHOOSER, LIST = "/admin/snippets/choose/faq/reference/", "/admin/snippets/faq/reference/"
DOI = "10.1016/s0304-3959(00)00254-8"
NEW = {"title": "Spread of CRPS", "authors": "Maleki J", "journal": "Pain", "year": "2000"}
NEW |= {"design": "cohort", "seen": "abstract", "doi": DOI, "pmid": ""}


def found(client, pasted, language="en", narrowed=None):
    """What the list shows, and the address behind "Add it"; `narrowed`: the language chosen above the list."""
    asked = {"q": pasted, "locale": [language, language if narrowed is None else narrowed]}
    page = client.get(f"{CHOOSER}results/", asked).content.decode()
    add = re.search(r'href="([^"]+)" data-chooser-modal-choice aria-controls', page)
    return re.findall(r"/chosen/(\d+)/", page), html.unescape(add[1]) if add else ""


def begun(client, address):
    """The fields of the form as they come: `{name: value}`."""
    form = json.loads(client.get(address).content)["htmlFragment"]
    return dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form))


def add(client, language="en", **changes):
    posted = {f"reference-{name}": value for name, value in (NEW | changes).items()}
    return json.loads(client.post(f"{CHOOSER}create/?locale={language}", posted).content)


def test_what_is_there_is_found_in_whatever_form_it_is_pasted(staff):
    kept = build.reference(doi=DOI, pmid="11036163")
    build.reference("Another", doi="10.1000/182", pmid="1103616")
    writer = staff("writer")
    for pasted in [
        DOI.upper(),
        f" https://doi.org/{DOI} ",
        "https://doi.org/10.1016/S0304-3959%2800%2900254-8",
        f"doi:\u200b{DOI}.",
        "11036163",
        "PMID: 11036163",
        "https://pubmed.ncbi.nlm.nih.gov/11036163/?from_term=crps",
        "Maleki J. Pain 2000;88:259-66. PMID: 11036163; PMCID: PMC1.",
    ]:
        assert found(writer, pasted) == ([str(kept.pk)], ""), pasted


def test_words_are_searched_as_ever(staff):
    kept = build.reference("Spread of 27 limbs in 1996")
    writer = staff("writer")
    for words in ("spread", "1996", "27"):
        assert found(writer, words) == ([str(kept.pk)], ""), words
    assert found(writer, "nothing like it") == ([], "")


@pytest.mark.parametrize("place", ["chooser", "list"])
def test_one_is_found_by_the_name_it_is_shown_with(staff, place):
    kept = build.reference("Spread of pain", authors="Lee K, Sun J.", year=2021, doi="10.1000/182", pmid="1103616")
    build.reference("Cold hands", authors="Lee K.", year=2020)
    build.reference("Spread", authors="Bean D.", year=None)
    writer = staff("writer")
    for words in ("Lee 2021", "lee, 2021", str(kept), "2021", "10.1000/182", "1103616", "doi.org/10.1000/182"):
        if place == "chooser":
            shown = found(writer, words)[0]
        else:
            shown = [str(one.pk) for one in writer.get(LIST, {"q": words}).context["object_list"]]
        assert shown == [str(kept.pk)], words
    assert [str(one) for one in writer.get(LIST, {"q": "no year"}).context["object_list"]] == ["Bean no year: Spread"]


def test_what_is_not_there_is_added_with_its_few_fields_and_chosen(staff):
    writer = staff("writer")
    chosen, address = found(writer, f"https://doi.org/{DOI.upper()}")
    assert (chosen, address) == (
        [],
        f"{CHOOSER}create/?locale=en&q=https%3A%2F%2Fdoi.org%2F10.1016%2FS0304-3959%2800%2900254-8",
    )
    assert begun(writer, address)["reference-doi"] == DOI
    answer = add(writer)
    added = Reference.objects.get()
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(added.pk))
    assert answer["result"]["string"] == "Maleki 2000: Spread of CRPS"
    assert (added.doi, added.live, added.has_unpublished_changes) == (DOI, True, False)
    assert ModelLogEntry.objects.for_instance(added).filter(action="wagtail.create").get().user == writer.user


def test_whoever_adds_it_does_not_approve_the_page_that_rests_on_it(staff):
    added = add(staff("reviewer"))["result"]["id"]
    resting = build.statement(kind="established", references=[Reference.objects.get(pk=added)])
    topic = build.topic(live=False, questions=[build.question("Does it spread?", resting)])
    assert staff("reviewer").user.pk in authors_of(NewestWords.of(topic))


def test_mistakes_are_said_in_the_form_and_nothing_is_kept(staff):
    build.reference("The first one", authors="Bean D", year=2014, doi=DOI, pmid="1103616")
    again = add(staff("writer"), pmid="20493633")
    assert again["step"] == "reshow_creation_form"
    assert "There is already a reference with this DOI: Bean 2014: The first one." in again["htmlFragment"]
    assert "This is not a DOI." in add(staff("writer"), doi="ask Maya")["htmlFragment"]
    assert Reference.objects.count() == 1


def test_what_somebody_has_added_meanwhile_is_chosen(staff):
    first = add(staff("writer"))["result"]
    assert add(staff("publisher"), title="The same, typed otherwise")["result"] == first
    assert Reference.objects.count() == 1


def test_it_is_in_the_language_of_the_page_begun_from_the_one_in_another(staff):
    english = build.reference("Spread of CRPS", doi=DOI, counted="27 people", conflicts="", people_counted=27)
    writer = staff("writer")
    chosen, address = found(writer, DOI, "es")
    assert chosen == [str(english.pk)]
    form = begun(writer, address)
    assert (form["reference-title"], form["reference-counted"]) == ("Spread of CRPS", "27 people")
    assert "reference-conflicts" not in form
    add(writer, "es", counted="27 personas")
    spanish = Reference.objects.get(locale__language_code="es")
    assert (spanish.translation_key, spanish.people_counted) == (english.translation_key, 27)
    assert (spanish.counted, spanish.live) == ("27 personas", True)
    assert found(writer, DOI, "es") == ([str(spanish.pk)], "")
    assert set(found(writer, DOI, "es", narrowed="")[0]) == {str(english.pk), str(spanish.pk)}


def test_the_editor_of_a_page_says_its_language_to_the_choosers(staff):
    page = build.translated(build.topic(), live=False)
    assert '"ACTIVE_CONTENT_LOCALE": "es"' in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    shown = staff("writer").get(CHOOSER, {"locale": "es"}).json()["html"]
    assert '<option value="es" selected>' in shown
    assert f"{CHOOSER}create/?locale=es" in shown
