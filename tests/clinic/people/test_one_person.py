"""Where one person is named, the words are that one's name: no colleague's is in it, no second person and no group."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people.one_person import lends_a_name, why_no_name
from clinic.review import bylines
from clinic.review.models import Byline, Clinician
from tests import builders as build
from tests.cast import member

KNOWN = ["Dr Cleo Crane", "Carla Coleechoes", "Ana Ruiz", "Clinical reviewer", "writer"]
NO_NAMES = [
    "Wren Wolfe and Dr Cleo Crane",
    "Wren Wolfe with Cleo Crane",
    "Wren Wolfe (Dr Cleo Crane)",
    "Dr Cleo Crane-Wolfe",
    "Wren ᴄʟᴇᴏ ᴄʀᴀɴᴇ",
    "WrenWolfeCleoCrane",
    "Crane Cleo",
    "Crane, Cleo",
    "Dr Crane",
    "Cleo",
    "C. Crane",
    "C. M. Crane",
    "Crane C.",
    "C. Coleechoes",
    "Dr Ann Able for Clinical reviewer",
    "Dr Ann Able / Bob Barnes",
    "Elena Vidal & Pat Poe",
    "Elena Vidal, and Pat Poe",
    "Elena Vidal y Pat Poe",
    "Elena Vidal y Crane",
    "Elena Vidal con Pat",
    "Pat Poe por Elena",
    "Cleo Crane and team",
    "Your whole clinical team",
    "the doctors of the Mayo Clinic",
    "El equipo de la Clínica",
    "Pat_Poe",
    "Pat Poe 2",
]
NAMES = [
    "Santiago Ramón y Cajal",
    "Eduardo Costa e Silva",
    "Elena Vidal, medical translator",
    "Dr. med. Eva Klein, MD, PhD, Mayo Clinic",
    "Con Murphy",
    "MARY O’BRIEN",
    "MARIA E. LOPEZ",
    "Or Levi",
    "Ana Y. Ruiz",
    "Cleo M. Diaz",
    "Carla Crane",
    "María de los Ángeles Sanz",
    "Anna (Anne) Lee",
    "O’Neil-Šťastný",
    "Thế Anh Nguyễn",
    "王小明",
]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_with_somebody_else_in_it_is_none(name):
    assert why_no_name(name, KNOWN)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_one_person_is_one(name):
    assert not why_no_name(name, KNOWN)


def test_a_title_does_not_name_a_colleague_with_an_initial_either():
    assert lends_a_name("nurse, for C. Crane", KNOWN)
    assert not lends_a_name("consultant of the Mayo Clinic and its team", KNOWN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Una Adler and Lena Fuchs", "Una Adler for Ruth Okafor", "R. Okafor", "Una’s team"])
def test_it_holds_for_accounts_the_register_and_names_of_people_outside(name):
    build.clinician(name="Dr Lena Fuchs")
    writer = member("writer")
    writer.public_name = name
    with pytest.raises(ValidationError) as refused:
        writer.full_clean()
    assert "public_name" in refused.value.message_dict
    about = {"email": "a@b.example", "registration": "1", "title": "MD", "vouched_by": member("reviewer")}
    with pytest.raises(ValidationError) as refused:
        Clinician(name=name, **about).clean()
    assert "name" in refused.value.message_dict
    with pytest.raises(ValidationError):
        bylines.vouch(build.topic(), "translator", name, member("admin"))


@pytest.mark.django_db
def test_whoever_is_named_under_a_page_is_known_and_may_be_named_again():
    page = build.topic()
    bylines.vouch(page, Byline.Role.TRANSLATOR, "Elena Vidal, translator", member("admin"))
    bylines.vouch(build.topic("Another"), Byline.Role.TRANSLATOR, "Elena Vidal", member("admin"))
    with pytest.raises(ValidationError, match="Write the first name in full"):
        bylines.vouch(page, Byline.Role.TRANSLATOR, "E. Vidal", member("admin"))


@pytest.mark.django_db
def test_somebody_may_add_to_a_name_of_their_own():
    reviewer, clinician = member("reviewer"), build.clinician(name="Dr Lena Fuchs")
    reviewer.public_name = "Dr Ruth Okafor-Bell"
    reviewer.full_clean()
    clinician.name = "Dr Lena Fuchs-Bell"
    clinician.clean()


@pytest.mark.django_db
def test_a_screen_says_why_a_translator_is_none(staff):
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    page = build.translated(build.topic(), title="¿Qué es?", slug="que-es", subject=build.spanish(build.subject()))
    posted = {"name": "Your whole clinical team", "agreed": "on"}
    said = staff("publisher").post(f"/admin/translations/{page.pk}/", posted).content.decode()
    assert "is not the name of one person (“Your”)" in said
    assert not Byline.objects.exists()
