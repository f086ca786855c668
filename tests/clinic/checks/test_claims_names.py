"""Rules know what the clinic treats from its details, and medicines by name from the list that staff keep."""

import pytest

from clinic.checks.claims.page_claims import claims_in
from clinic.checks.lookups import CheckLookups
from home.models import Medicine
from tests import builders as build

pytestmark = pytest.mark.django_db


def blocked(text):
    return [one.rule for one in claims_in(text, CheckLookups(), "Notice") if one.severity == "BLOCK"]


def test_what_the_clinic_treats_comes_from_its_details():
    assert blocked("We heal lupus (SLE).") == blocked("We heal SLE.") == []
    build.details(conditions="lupus\nSLE\nC++ disease (rare)")
    assert blocked("We heal lupus.") == blocked("We heal sle.") == ["C02"]
    assert blocked("We heal C++ disease (rare).") == []


@pytest.mark.parametrize(
    "text",
    [
        "Stop gabapentin on the day of your visit.",
        "You can skip your evening Lyrica.",
        "Double the dose of tramadol on bad days.",
        "Take two pregabalin when it hurts.",
        "You will no longer need duloxetine.",
        "Deje la gabapentina en cuanto empiece.",
        "Sáltese la dosis de pregabalina.",
        "Ya no necesitará tramadol.",
    ],
)
def test_no_page_tells_readers_to_change_a_named_medicine(text):
    assert "C14-MEDICINE" in blocked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop gabapentin by yourself.",
        "Never double pregabalin.",
        "Gabapentin can make you tired.",
        "If you stop baclofen suddenly, you may be ill.",
        "Your doctor may lower your tramadol.",
        "How do I stop gabapentin?",
        "No deje la gabapentina sin hablar con su médico.",
        "Stop at the red line.",
        "Stop drinking alcohol two days before.",
    ],
)
def test_cautions_and_other_words_stay(text):
    assert blocked(text) == []


def test_staff_add_a_medicine():
    assert blocked("Stop zorbamil tonight.") == []
    Medicine.objects.create(names="zorbamil\nZorba")
    assert blocked("Stop zorbamil tonight.") == ["C14-MEDICINE"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It is safe for everyone.", "C04-SAFE"),
        ("There is no need to call your doctor.", "C14-URGENT"),
        ("Wait until morning before calling an ambulance.", "C14-URGENT"),
        ("No llame a urgencias por eso.", "C14-URGENT"),
        ("El tratamiento no tiene efectos secundarios.", "C01-ES"),
        ("Nuestro método cura el SDRC.", "C02-ES"),
        ("Le garantizamos resultados.", "C03-ES"),
        ("Funciona para todos.", "C04-ES"),
    ],
)
def test_dangerous_promises_stop_a_page_in_both_languages(text, rule):
    build.details(conditions="CRPS\nSDRC")
    assert rule in blocked(text)


@pytest.mark.parametrize(
    "text",
    [
        "If you have chest pain, call 911 and do not wait.",
        "No espere: llame al 112.",
        "El bloqueo no está exento de riesgos.",
        "Ningún tratamiento funciona para todos.",
        "¿Se cura el SDRC?",
        "Desconfíe de quien le garantice un milagro.",
        "Be wary of anyone who calls it a breakthrough.",
    ],
)
def test_cautions_stay_in_both_languages(text):
    build.details(conditions="CRPS\nSDRC")
    assert blocked(text) == []


def test_a_study_named_in_the_sentence_is_a_source():
    def found(text):
        return [one.rule for one in claims_in(text, CheckLookups(), "Notice")]

    assert found("Kemler and colleagues followed 54 patients.") == []
    assert found("We followed 54 patients.") == ["C10"]
