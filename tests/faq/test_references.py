"""A reference is found by its identifiers, each once, and says which pages rest on it."""

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faq.identifiers import doi_in, pmid_in
from faq.models import Reference
from tests import builders as build

ADD = "/admin/snippets/faq/reference/add/"


def form(**changes):
    fields = {
        "title": "Spread of CRPS",
        "authors": "Maleki J",
        "design": "cohort",
        "seen": "full",
        "doi": "",
        "pmid": "",
        "url": "",
        "journal": "Pain",
        "year": "2000",
        "counted": "",
        "people_counted": "",
        "conflicts": "",
        "checked_on": "",
    }
    return fields | changes


@pytest.mark.parametrize(
    "pasted",
    [
        "10.1016/j.pain.2006.09.008",
        " 10.1016/J.PAIN.2006.09.008 ",
        "doi:10.1016/j.pain.2006.09.008",
        "DOI: 10.1016/j.pain.2006.09.008.",
        "https://doi.org/10.1016/j.pain.2006.09.008",
        "http://dx.doi.org/10.1016/j.pain.2006.09.008?via=here",
        "https://www.painjournal.example/article/10.1016/j.pain.2006.09.008",
        "https://www.painjournal.example/article/10.1016/j.pain.2006.09.008#Sec1",
        "https://www.painjournal.example/article/10.1016/j.pain.2006.09.008/full#results",
        "https://www.painjournal.example/content/10.1016/j.pain.2006.09.008.full.pdf?download=true",
    ],
)
def test_a_doi_is_brought_to_one_form(pasted):
    assert doi_in(pasted) == "10.1016/j.pain.2006.09.008"


@pytest.mark.parametrize("pasted", ["", "hello", "10.1016", "10/123", "https://example.org", "20493633"])
def test_what_is_no_doi_is_not_taken_for_one(pasted):
    assert doi_in(pasted) is None


@pytest.mark.parametrize(
    "pasted",
    [
        "20493633",
        "20493633.",
        " 20493633 ",
        "PMID: 20493633",
        "pmid20493633",
        "https://pubmed.ncbi.nlm.nih.gov/20493633/",
        "https://www.ncbi.nlm.nih.gov/pubmed/20493633",
    ],
)
def test_a_pubmed_number_is_brought_to_one_form(pasted):
    assert pmid_in(pasted) == "20493633"


@pytest.mark.parametrize("pasted", ["", "0", "hello", "123456789", "12 34", "10.1000/182", "-5", "٢٠٤٩٣٦٣٣"])
def test_what_is_no_pubmed_number_is_not_taken_for_one(pasted):
    assert pmid_in(pasted) is None


@given(st.text(max_size=80))
@hypothesis_settings(max_examples=300, deadline=None)
def test_whatever_is_pasted_the_result_is_clean(pasted):
    doi, pmid = doi_in(pasted), pmid_in(pasted)
    assert doi is None or doi_in(doi) == doi
    assert pmid is None or (pmid.isascii() and pmid_in(pmid) == pmid)


@pytest.mark.django_db
def test_the_form_normalises_what_was_pasted(staff):
    pasted = {
        "doi": "https://doi.org/10.1016/S0304-3959(00)00254-8",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/11036163/",
    }
    answer = staff("writer").post(ADD, form(**pasted))
    assert answer.status_code == 302
    saved = Reference.objects.get()
    assert (saved.doi, saved.pmid) == ("10.1016/s0304-3959(00)00254-8", "11036163")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "pasted", "words"),
    [
        ("doi", "ask Maya", "This is not a DOI."),
        ("pmid", "ask Maya", "This is not a PubMed ID (PMID)."),
        ("year", "3000", "This is not a year in which something was published."),
        ("year", "-1", "Ensure this value is greater than or equal to 0."),
        ("year", "99999999999999999999", "Ensure this value is less than or equal to"),
        ("people_counted", "99999999999999999999", "Ensure this value is less than or equal to"),
        ("url", "javascript:alert(1)", "Enter a valid URL."),
    ],
)
def test_nonsense_is_refused_in_words(staff, field, pasted, words):
    answer = staff("writer").post(ADD, form(**{field: pasted}))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Reference.objects.exists()


@pytest.mark.django_db
def test_all_that_is_wrong_is_said_at_once(staff):
    answer = staff("writer").post(ADD, form(doi="ask Maya", pmid="ask Ben", year="20")).content.decode()
    assert all(words in answer for words in ("not a DOI", "not a PubMed ID", "not a year"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "known", "pasted", "label"),
    [("doi", "10.1000/182", "https://doi.org/10.1000/182", "DOI"), ("pmid", "123", "PMID: 0123", "PubMed ID (PMID)")],
)
def test_a_twin_is_refused_by_name(staff, field, known, pasted, label):
    build.reference("The first one", authors="Bean D", year=2014, **{field: known})
    answer = staff("writer").post(ADD, form(**{field: pasted}))
    assert f"There is already a reference with this {label}: Bean 2014: The first one." in answer.content.decode()
    assert Reference.objects.count() == 1


@pytest.mark.django_db
def test_a_reference_is_no_twin_of_itself():
    build.reference(doi="10.1000/182", pmid="123").full_clean()


@pytest.mark.django_db
def test_two_references_may_both_have_no_identifier():
    build.reference("One")
    build.reference("Two")


@pytest.mark.django_db
def test_the_database_itself_refuses_a_twin():
    build.reference(doi="10.1000/182")
    with pytest.raises(IntegrityError):
        Reference.objects.create(title="Twin", authors="X", design="case", doi="10.1000/182")


@pytest.mark.django_db
def test_it_lists_the_pages_that_rest_on_it(staff):
    cited, other = build.reference("Cited"), build.reference("Not cited")
    resting = build.statement(kind="established", references=[cited])
    topic = build.topic("Does it spread?", questions=[build.question("Does it?", resting)])
    service = build.service("Pain course", benefits=[resting])
    page = staff("writer").get(f"/admin/snippets/faq/reference/edit/{cited.pk}/").content.decode()
    assert f"/admin/pages/{topic.pk}/edit/" in page
    assert f"/admin/pages/{service.pk}/edit/" in page
    unused = staff("writer").get(f"/admin/snippets/faq/reference/edit/{other.pk}/").content.decode()
    assert f"/admin/pages/{topic.pk}/edit/" not in unused


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"doi": "10.1000/182", "pmid": "1", "url": "https://x.example"}, "https://doi.org/10.1000/182"),
        ({"pmid": "1", "url": "https://x.example"}, "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ({"url": "https://x.example"}, "https://x.example"),
        ({}, ""),
    ],
)
def test_a_reader_is_led_to_the_surest_address(fields, link):
    assert Reference(**fields).link == link


@pytest.mark.parametrize(
    ("authors", "first", "second", "others"),
    [
        ("Veldman, Goris", "Veldman", "Goris", False),
        ("Schwartzman", "Schwartzman", "", False),
        ("Bean, Johnson, Kydd", "Bean", "", True),
        ("Sandroni, et al", "Sandroni", "", True),
        ("Royal College of Physicians, et al.", "Royal College of Physicians", "", True),
    ],
)
def test_and_others_stands_for_two_more_at_least(authors, first, second, others):
    named = Reference(authors=authors)
    assert (named.first_author, named.second_author, named.has_other_authors) == (first, second, others)


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Bean D, Johnson M, Kydd R", "Bean 2014"),
        ("Agten, et al", "Agten 2014"),
        ("Van der Berg J-M, Li X", "Van der Berg 2014"),
        ("García-López Á.", "García-López 2014"),
        ("Royal College of Physicians UK", "Royal College of Physicians UK 2014"),
        ("NICE", "NICE 2014"),
    ],
)
def test_it_is_called_by_the_family_name_of_its_first_author(authors, name):
    assert str(Reference(authors=authors, year=2014, title="A review")) == f"{name}: A review"
