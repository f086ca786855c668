"""Subjects and the clinic's details are live unsigned: the claims check reads them, the record keeps each change."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from clinic.checks.claims.short_texts import forbidden_claims
from clinic.review import bylines
from clinic.site.models import ClinicDetails, DetailsWords
from faq.models import Subject
from home.models import SearchCard
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
CURE = "We cure CRPS for good, guaranteed."


def save_subject(browser, subject, **fields):
    said = {"name": subject.name, "description": subject.description, "sort_order": "0", "slug": subject.slug}
    return browser.post(f"/admin/snippets/faq/subject/edit/{subject.pk}/", said | fields).content.decode()


def told():
    return [one.data["why"] for one in ModelLogEntry.objects.filter(action="clinic.words_changed").order_by("pk")]


def test_a_claim_stops_the_description_of_a_subject(staff, patient):
    subject = build.subject()
    assert "Promises a cure" in save_subject(staff("publisher"), subject, description=CURE)
    assert Subject.objects.get(pk=subject.pk).description == ""


def test_what_a_reviewer_would_look_at_stands_beside_the_form(staff):
    subject = build.subject(description="Most of our patients improve.")
    shown = staff("publisher").get(f"/admin/snippets/faq/subject/edit/{subject.pk}/").content.decode()
    assert "No clinician approves these words" in shown
    assert "This number has no source." in shown


def test_the_record_says_who_changed_a_subject_from_what_to_what(staff):
    subject = build.subject(description="What it is.")
    save_subject(staff("publisher"), subject, description="What it is, and who gets it.")
    assert told() == ["Description: “What it is.” became “What it is, and who gets it.”."]
    assert "who gets it" in staff("admin").get("/admin/record/").content.decode()
    assert ModelLogEntry.objects.get(action="clinic.words_changed").user.username == "publisher"


@pytest.mark.parametrize("field", ["disclaimer", "directions", "payment", "strapline"])
def test_a_claim_stops_the_details_of_the_clinic(field):
    details = build.details()
    setattr(details, field, CURE)
    with pytest.raises(ValidationError) as refused:
        details.full_clean()
    assert "cure" in str(refused.value.message_dict[field])


def test_what_stood_there_before_stops_nobody_who_corrects_a_number():
    details = build.details()
    ClinicDetails.objects.update(disclaimer=CURE)
    details.refresh_from_db()
    details.phone = "(555) 555-0199"
    details.full_clean()


def test_the_record_says_how_details_changed_in_each_language():
    details = build.details()
    details.disclaimer = "Ask your own clinician."
    details.save()
    spanish = DetailsWords.objects.create(details=details, language="es", disclaimer="Pregunte.")
    spanish.disclaimer = "Pregunte a su médico."
    spanish.save()
    spanish.delete()
    assert "Disclaimer: “This information supports" in told()[0]
    assert told()[1] == "Disclaimer (Español): “Pregunte.” became “Pregunte a su médico.”."
    assert told()[2] == "Disclaimer (Español): “Pregunte a su médico.” was taken away."


CLAIMING_NAMES = [
    "Cure for CRPS",
    "Healing CRPS",
    "A life without pain",
    "Treatments that work",
    "Safe treatments",
    "CRPS is psychological",
    "Getting rid of CRPS",
    "Full recovery",
    "Our success rates",
    "Stop your medicines",
    "Cura para el SDRC",
    "Vivir sin dolor",
    "El SDRC es psicológico",
]
HONEST_NAMES = [
    "What CRPS is",
    "Signs and diagnosis",
    "Treatment",
    "Safety and side effects",
    "Work, money and rights",
    "Is there a cure?",
    "When it is an emergency",
    "Qué es el SDRC",
    "Vivir con ello",
    "¿Tiene cura?",
]


@pytest.mark.parametrize("name", CLAIMING_NAMES)
def test_a_name_above_signed_pages_says_nothing_that_a_clinician_would_have_to_look_at(staff, name):
    subject = build.subject()
    assert 'class="error-message"' in save_subject(staff("publisher"), subject, name=name)
    assert Subject.objects.get(pk=subject.pk).name == "What CRPS is"


@pytest.mark.parametrize("name", HONEST_NAMES)
def test_a_name_that_names_is_taken(name):
    Subject(name=name, slug="by-itself", locale=build.subject().locale).full_clean()


def test_the_titles_of_people_claim_nothing_either(staff):
    with pytest.raises(ValidationError) as refused:
        build.clinician(title="healer of CRPS")
    assert "Says something" in str(refused.value)
    member("writer").full_clean()
    for field, said in (("role_title", "cures CRPS in six weeks"), ("credentials", "success rate of 95%")):
        person = member("writer")
        setattr(person, field, said)
        with pytest.raises(ValidationError) as refused:
            person.full_clean()
        assert field in refused.value.message_dict
    with pytest.raises(ValidationError):
        bylines.vouch(build.topic(), "writer", "Jo Bell, who cures CRPS", member("admin"))


def test_people_may_be_called_so():
    build.clinician(name="Dr Can Will", title="pain consultant, MD, FAAPMR")
    bylines.vouch(build.topic(), "writer", "Son Beat", member("admin"))


ADVICE = [
    "Ice the hand for twenty minutes each evening until our doctors are back.",
    "Keep ice on it until then.",
    "You can wait until Monday with this.",
    "Put frozen peas on it when it burns.",
    "Mantenga la mano quieta hasta el lunes.",
]


@pytest.mark.parametrize("text", ADVICE)
def test_what_to_do_with_a_part_that_hurts_is_for_texts_that_a_clinician_signs(text):
    assert forbidden_claims(text, "Urgent notice")
    details = build.details()
    details.directions = text
    with pytest.raises(ValidationError):
        details.full_clean()


@pytest.mark.parametrize(
    "text",
    [
        "Our phones are down until Monday. Call 911 if you are in danger.",
        "We are closed because of ice on the roads. Please do not come in today.",
        "A page said a wrong dose until this morning. Call us before you take more.",
    ],
)
def test_urgent_news_may_be_told(text):
    assert forbidden_claims(text, "Urgent notice") == []


@pytest.mark.parametrize(
    "text",
    [
        "Poison Help has a new number: 555-555-0666.",
        "Call (555) 555-0666 for the nurse.",
        "Dial 5550 for the nurse.",
        "Call five five five, five five five, oh six six six.",
        "Call 1-800-555-HELP.",
        "Write to nurse@elsewhere.example.com.",
        "See www.elsewhere.com or elsewhere.example/now.",
    ],
)
def test_a_number_or_an_address_that_the_clinic_does_not_know_is_refused(staff, text):
    assert any("is not in Clinic details. Write it there first." in one for one in forbidden_claims(text, "Notice"))
    subject = build.subject()
    assert "is not in Clinic details" in save_subject(staff("publisher"), subject, description=text)


def test_numbers_of_clinic_details_and_help_cards_and_of_the_country_are_known():
    details = build.details(phone="(555) 555-0100", booking_url="https://booking.example.org/")
    details.directions = "From the station call a taxi: 555-555-0177."
    details.full_clean()
    details.save()
    SearchCard.objects.create(name="Line", level="notice", heading="Hm", text="Hm.", second_phone="555-555-0188")
    for known in (
        "Call 555-0100 or +1 555 555 0100.",
        "A taxi: 555-555-0177. Another line: (555) 555-0188.",
        "Book at https://booking.example.org/visits or www.booking.example.org.",
        "In an emergency call 911, in a crisis call or text 988. Poison Help: 1-800-222-1222.",
        "Closed on 30/11/2026 and 2026-12-01. Open 8.00-17.00, call before 5 pm. We see 1,000,000 in room 20456.",
    ):
        assert forbidden_claims(known, "Notice") == []


@pytest.mark.parametrize(
    "text",
    ["Call us, not 911.", "911 does not work today.", "Skip 911.", "El 911 no funciona.", "Llame aquí en vez del 911."],
)
def test_nobody_speaks_against_the_number_for_emergencies(text):
    assert any("Speaks against the number" in one for one in forbidden_claims(text, "Notice"))


def test_nobody_lends_the_name_of_a_clinician_to_words_that_they_have_not_signed(staff):
    build.clinician(name="Dr Lena Fuchs")
    reviewer = member("reviewer").display_name
    for text in (
        "Checked by Dr Berg.",
        "Lena Fuchs thinks that this is fine.",
        "According to Lena Fuchs you need no visit.",
        f"{reviewer} has read these words.",
        "La Dra. Berg recomienda esperar.",
    ):
        assert any("a clinician thinks" in one for one in forbidden_claims(text, "Notice"))
    assert "a clinician thinks" in save_subject(staff("publisher"), build.subject(), name="Dr Berg’s advice")
    assert forbidden_claims("Dr Berg and Lena Fuchs are away until Monday.", "Notice") == []


@pytest.mark.parametrize("text", ["Take 2 grams before bed.", "Up to 4 g a day.", "Tome 2 gramos por la noche."])
def test_a_dose_in_grams_is_a_dose(text):
    assert "Tells a dose" in forbidden_claims(text, "Notice")[0]


def test_the_address_of_a_subject_is_read_as_its_name_is(staff):
    subject, publisher = build.subject(), staff("publisher")
    assert "Promises a cure" in save_subject(publisher, subject, slug="we-cure-crps-for-good")
    assert "is not in Clinic details" in save_subject(publisher, subject, slug="call-555-555-0666")
    save_subject(publisher, subject, name="Is there a cure?", slug="is-there-a-cure")
    assert Subject.objects.get(pk=subject.pk).slug == "is-there-a-cure"
