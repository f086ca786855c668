"""A name that looks like another's is that name, whatever letters, signs, spaces and titles make it look so."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.people.models import User, accounts_known_as
from clinic.people.namesakes import bare, mixed_alphabets
from clinic.people.one_person import lends_a_name
from clinic.review.models import Clinician
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "Ruth Okаfor",  # A Cyrillic а.
        "Ruth Οkafor",  # A Greek Ο.
        "Ruth Ok\u0337afor",
        "Ruth Oka\u0301for",
        "Ruth\u200b Okafor",
        "Ｒｕｔｈ Okafor",
        "R.u.t.h Okafor",
        "RuthOkafor",
        "ruth  0kafor",
        "Dr. med. Ruth Okafor, MD PhD",
        "Doctor Ruth Okafor",
        "Dr, Ruth Okafor",
        ", Ruth Okafor",
        "Pat Lee, for Ruth Okafor",
        "Ruth, Okafor",
        "Dr",
    ],
)
def test_it_is_taken(name):
    reviewer = member("reviewer")
    with pytest.raises(ValidationError) as refused:
        member("writer").__class__(username="new", password="x", public_name=name).full_clean()
    assert "public_name" in refused.value.message_dict
    entry = Clinician(name=name, email="new@home.example", title="MD", registration="1", vouched_by=reviewer)
    with pytest.raises(ValidationError):
        entry.clean()


@pytest.mark.parametrize(("one", "other"), [("Bob Barnes", "Bob Bames"), ("Ida Ilk", "lda llk"), ("СОРА", "COPA")])
def test_letters_that_a_hurried_eye_confuses(one, other):
    assert bare(one) == bare(other)


@pytest.mark.parametrize(("one", "other"), [("Ana Ruiz", "Ana Ruz"), ("Jan Berg", "Jon Berg"), ("王小明", "王小朋")])
def test_names_that_look_otherwise_are_others(one, other):
    assert bare(one) != bare(other)


@pytest.mark.parametrize("name", ["Søren Ørsted", "Mª José Núñez", "王小明", "山田 たろう", "Ирина", "O’Neil-Šťastný"])
def test_a_name_in_one_alphabet_is_one(name):
    assert not mixed_alphabets(name)


def test_an_entry_that_one_person_made_ends_with_the_switch(anyone):
    build.details(one_person_signs=True)
    reviewer = member("reviewer")
    entry = build.clinician(vouched_by=reviewer, entered_by=reviewer)
    assert Clinician.objects.askable().get() == entry
    build.details(one_person_signs=False)
    assert not Clinician.objects.askable().exists()
    assert "both entered them and vouched for them" in entry.standing()
    with pytest.raises(ValidationError, match="An admin chooses who vouches for them now"):
        entry.refuse_unconfirmed()


@pytest.mark.parametrize("title", ["on behalf of a pain consultant", "MD, for Dr Ruth Okafor", "nurse of Ruth Okаfor"])
def test_a_title_lends_nobody_elses_name(title):
    about = {"name": "Dr Ann Other", "email": "a@b.example", "registration": "1", "vouched_by": member("reviewer")}
    entry = Clinician(**about, title=title)
    with pytest.raises(ValidationError) as refused:
        entry.clean()
    assert "title" in refused.value.message_dict
    writer = member("writer")
    writer.credentials = title
    with pytest.raises(ValidationError) as refused:
        writer.full_clean()
    assert "credentials" in refused.value.message_dict


def test_nor_one_of_before_of_account_or_entry():
    reviewer, clinician = member("reviewer"), build.clinician(name="Dr Una Adler")
    reviewer.public_name, clinician.name = "Dr Zed Zimmer", "Dr Ann Other"
    reviewer.save()
    clinician.save()
    reviewer.first_name = reviewer.last_name = ""
    reviewer.save()
    writer = member("writer")
    for title in ("for Ruth Okafor", "colleague of Una Adler"):
        writer.credentials = title
        with pytest.raises(ValidationError) as refused:
            writer.full_clean()
        assert "credentials" in refused.value.message_dict


def test_a_title_is_read_word_by_word_and_names_only_where_it_changed():
    build.clinician(name="Dr Cal Le")
    writer = member("writer")
    writer.role_title = "clinical lead"
    writer.full_clean()
    assert lends_a_name("works with C.a.l Le", ["Cal Le"])
    writer.save()
    with CaptureQueriesContext(connection) as asked:
        writer.clean_fields()
    assert not any('FROM "review_clinician"' in one["sql"] for one in asked)


def test_a_name_of_nothing_but_titles_is_nobodys():
    User.objects.filter(pk=member("writer").pk).update(first_name="", last_name="", public_name="Dr.")
    assert accounts_known_as("Mr") == []


def test_nor_is_a_title_refused_for_ones_own_name():
    reviewer = member("reviewer")
    reviewer.credentials = "MD (Okafor 1998), professor of pain"
    reviewer.full_clean()
