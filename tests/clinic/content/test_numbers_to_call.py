"""A number that a text says to call is a link that dials it, and no other number is."""

import pytest

from clinic.content.numbers_to_call import with_links_to_call
from tests import builders as build

NUMBERS = ["911", "988", "555-555-0100"]


@pytest.mark.parametrize(
    "text",
    [
        "Call 911 at once.",
        "You can also call or text 988 at any time.",
        "Llame o envíe un mensaje de texto al 988.",
        "Phone the nurse on 555-555-0100.",
    ],
)
def test_a_number_to_call_is_a_link(text):
    [number] = [one for one in NUMBERS if one in text]
    linked = with_links_to_call(text, NUMBERS)
    assert f'<a href="tel:{number}"><span class="in-one-piece' in linked and f">{number}</span></a>" in linked


@pytest.mark.parametrize(
    "text",
    [
        "A registry counted 911 people.",
        "Call us. In 911 people it was counted.",
        "Call 9115 or 1-911.",
        '<a href="/x/">Call 911 now</a>',
        '<a href="tel:911">911</a>',
    ],
)
def test_any_other_number_stays_as_it_is(text):
    assert with_links_to_call(text, NUMBERS) == text


def test_a_short_answer_dials(patient):
    build.details(emergency_number="112")
    build.topic(short_answer="<p>Call 112 at once.</p>")
    assert '<a href="tel:112">' in patient.get("/faq/what-is-crps/").content.decode()
