"""Each kind of knowledge is labelled in words, says what it rests on, and is refused live without it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import streamfield

from faq.statement_kinds import KINDS
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

KNOWN = "<p>Studies show that it spreads in some people.</p>"


def complete(kind):
    """A statement of this kind with all it needs, and nothing it does not."""
    needs = {
        "established": lambda: {"references": [build.reference()]},
        "early": lambda: {"references": [build.reference()], "why_unsure": "Only 20 people were looked at."},
        "published": lambda: {
            "references": [build.reference(design="public_information")],
            "why_unsure": "How often it happens.",
        },
        "clinic_sees": lambda: {"figure": build.figure().pk},
        "clinic_thinks": lambda: {"what_is_known": KNOWN},
        "plain": dict,
    }
    return build.statement("It can spread.", kind=kind, **needs[kind]())


def without(statement, field, empty):
    return statement | {"value": statement["value"] | {field: empty}}


def test_every_kind_is_tested_here():
    assert set(KINDS) == {"established", "early", "published", "clinic_sees", "clinic_thinks", "plain"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_statement_is_published(kind, patient):
    build.topic(questions=[build.question("Does it spread?", complete(kind))])
    assert "It can spread." in patient.get("/faq/what-is-crps/").content.decode()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "plain"])
def test_a_reader_sees_the_kind_in_words(kind, patient):
    build.topic(questions=[build.question("Does it spread?", complete(kind))])
    assert KINDS[kind].label in patient.get("/faq/what-is-crps/").content.decode()


def test_a_plain_statement_has_no_label(patient):
    build.topic(questions=[build.question("Does it spread?", complete("plain"))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert not [kind.label for kind in KINDS.values() if kind.label and kind.label in page]


@pytest.mark.parametrize(
    ("kind", "field", "empty"),
    [
        ("established", "references", []),
        ("early", "references", []),
        ("early", "why_unsure", ""),
        ("early", "why_unsure", "  \n "),
        ("published", "references", []),
        ("published", "why_unsure", " "),
        ("clinic_sees", "figure", None),
        ("clinic_sees", "figure", 99_999),
        ("clinic_thinks", "what_is_known", ""),
        ("clinic_thinks", "what_is_known", "<p> </p>"),
        ("established", "references", [build.block("item", 99_999)]),
    ],
)
def test_it_is_not_published_without_what_its_kind_needs(kind, field, empty):
    draft = build.topic(
        live=False, questions=[build.question("Does it spread?", without(complete(kind), field, empty))]
    )
    with pytest.raises(ValidationError):
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


def test_the_editor_says_what_a_kind_needs(staff):
    fields = forms.topic(
        questions=streamfield(
            [forms.question("Does it spread?", forms.statement(kind=kind)) for kind in KINDS if kind != "plain"]
        )
    )
    url = f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/"
    page = staff("publisher").post(url, forms.published(fields)).content.decode()
    for kind in KINDS.values():
        for message in kind.requires.values():
            assert message in page


def test_research_is_cited_with_design_and_who_was_counted(patient):
    cited = build.reference(
        counted="185 people at one centre.", doi="10.1000/182", conflicts="One author works for the maker."
    )
    build.topic(questions=[build.question("Why?", build.statement(kind="established", references=[cited]))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    for shown in ("systematic review", "185 people at one centre.", "https://doi.org/10.1000/182", cited.conflicts):
        assert shown in page


def test_a_retracted_source_is_said_to_be_retracted(patient):
    cited = build.reference(retracted=True)
    build.topic(questions=[build.question("Why?", build.statement(kind="established", references=[cited]))])
    assert "Retracted." in patient.get("/faq/what-is-crps/").content.decode()


def test_an_observation_says_who_counted_and_that_nobody_outside_checked(patient):
    build.topic(questions=[build.question("Why?", complete("clinic_sees"))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    for shown in ("about 800 people", "Everyone with CRPS who had a first visit here.", "The records team"):
        assert shown in page
    assert "Not checked by outside researchers" in page


def test_an_idea_of_the_clinic_says_it_is_not_proven_and_what_is_known(patient):
    build.topic(questions=[build.question("Why?", complete("clinic_thinks"))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert "Not proven. Other specialists may disagree." in page
    assert KNOWN in page


def test_disagreement_among_experts_is_shown(patient):
    statement = without(complete("established"), "experts_disagree", True)
    build.topic(questions=[build.question("Why?", statement)])
    assert "Experts disagree" in patient.get("/faq/what-is-crps/").content.decode()


def test_a_page_explains_all_labels(patient):
    page = patient.get("/faq/how-we-know/").content.decode()
    assert [kind.key for kind in KINDS.values() if kind.label not in page] == []
