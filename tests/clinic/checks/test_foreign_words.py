"""Words that nobody signs are in a language of the site: else neither patients nor checks can read them."""

import pytest
from django.core.exceptions import ValidationError

from clinic.checks.claims.short_texts import forbidden_claims
from clinic.checks.text.foreign import why_foreign
from tests import builders as build
from tests.cast import member

BOTH = {"en": "English", "es": "Español"}
FOREIGN = [
    "请在周一之前停止服药。",
    "До понедельника не принимайте таблетки.",
    "Σταματήστε τα χάπια",
    "Arrêtez vos comprimés jusqu’à lundi.",
    "Parem de tomar os comprimidos até segunda-feira.",
    "Hãy ngừng thuốc đến thứ Hai.",
    "Nehmen Sie bis Montag keine Tabletten.",
    "Non prendete le compresse fino a lunedì.",
    "Sispann pran grenn ou yo jiska lendi.",
    "dnomdnoM litnu stelbat ruoy potS",
]
READ = [
    "We are closed on Friday. In an emergency call 911.",
    "Los investigadores proponen varias explicaciones.",
    "Un método pionero e innovador",
    "We speak English, Español, 中文, Tiếng Việt and Русский.",
    "TNF-α, 5 μg, β-blocker",
    "Ana do Carmo da Silva, Jan van der Berg",
    "Opioids, constipation, drowsiness",
    "https://booking.example.org/les/des/vos",
    "",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_text_in_another_language_says_why_and_who_can_help(text):
    said = why_foreign(text, BOTH)
    assert "is in no language of this site (English, Español)" in said[0]
    assert "Somebody who translates for the clinic" in said[0]


@pytest.mark.parametrize("text", READ)
def test_what_patients_here_can_read_is_taken(text):
    assert why_foreign(text, BOTH) == []


def test_a_site_in_another_language_writes_it():
    assert why_foreign(FOREIGN[1], BOTH | {"ru": "Русский"}) == []
    assert why_foreign(FOREIGN[3], BOTH | {"fr": "Français"}) == []
    assert why_foreign(FOREIGN[0], BOTH | {"fr": "Français"})


@pytest.mark.django_db
def test_it_holds_for_notices_details_subjects_and_names():
    assert forbidden_claims(FOREIGN[0], "Urgent notice")
    subject, details, writer = build.subject(), build.details(), member("writer")
    subject.name = details.directions = writer.role_title = FOREIGN[0]
    for one in (subject, details, writer):
        with pytest.raises(ValidationError, match="in no language of this site"):
            one.full_clean()
