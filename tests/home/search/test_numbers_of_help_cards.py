"""A help card calls the number that it names, and the record keeps who changed a number, or switched a card off."""

import html

import pytest
from django.core.exceptions import ValidationError
from wagtail.log_actions import LogContext

from home.models import SearchCard
from tests.cast import member

pytestmark = pytest.mark.django_db


def card(**fields):
    words = {"heading": "You are not alone.", "text": "Please call."}
    return SearchCard(**{"name": "Crisis", "level": "crisis", "language": "en"} | words | fields)


@pytest.mark.parametrize(
    ("label", "phone"),
    [("Call 988", "1-900-555-0666"), ("Call 1-800-222-1222", "988"), ("Llame al 988 y pulse 2", "911")],
)
def test_a_button_that_names_another_number_is_refused(label, phone):
    with pytest.raises(ValidationError, match="another number than the button calls"):
        card(phone=phone, phone_label=label).full_clean()
    with pytest.raises(ValidationError, match="another number than the button calls"):
        card(phone="988", second_phone=phone, second_label=label).full_clean()


@pytest.mark.parametrize(
    ("label", "phone"),
    [
        ("Call 988", "988"),
        ("Call (800) 222-1222", "1-800-222-1222"),
        ("Pulse 2, 24 horas", "988"),
        ("Call us", "5550100"),
    ],
)
def test_one_that_names_its_own_or_none_is_not(label, phone):
    card(phone=phone, phone_label=label).full_clean()


def test_the_record_says_what_a_number_was_and_that_a_card_was_switched_off(staff):
    one = card(phone="988", phone_label="Call 988")
    one.save()
    one.phone, one.is_on = "1-900-555-0666", False
    with LogContext(user=member("admin")):
        one.save()
    record = html.unescape(staff("admin").get("/admin/record/").content.decode())
    assert "Phone: “988” became “1-900-555-0666”." in record
    assert "In use: “yes” became “no”." in record
