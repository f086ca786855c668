"""Address and hours as data: read whole or left as they were written, never guessed."""

import pytest

from clinic.pages.address_and_hours import opening_hours, postal_address


def told(text):
    """`[(first letters of the days, opens, closes)]`."""
    hours = opening_hours(text)
    return [
        ("".join(day.rsplit("/")[-1][:2] for day in one["dayOfWeek"]), one["opens"], one["closes"]) for one in hours
    ]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Monday to Friday, 8 am to 5 pm", [("MoTuWeThFr", "08:00", "17:00")]),
        (
            "Monday to Thursday: 9 am to 5 pm\nFriday: 9 am to 1 pm\nClosed on weekends and public holidays",
            [("MoTuWeTh", "09:00", "17:00"), ("Fr", "09:00", "13:00")],
        ),
        (
            "De lunes a jueves: de 9:00 a 17:00\nViernes: de 9:00 a 13:00\nCerrado los festivos",
            [("MoTuWeTh", "09:00", "17:00"), ("Fr", "09:00", "13:00")],
        ),
        ("Mondays, Wednesdays and Fridays 8:30 a.m. – 12 p.m.", [("MoWeFr", "08:30", "12:00")]),
        ("Tuesday\n12 am to 11:30 pm", [("Tu", "00:00", "23:30")]),
        ("Saturday and Sunday from 10 am until 4 pm", [("SaSu", "10:00", "16:00")]),
        ("Friday to Monday: 9:00-17:00", [("MoFrSaSu", "09:00", "17:00")]),
    ],
)
def test_hours_that_can_be_read(text, hours):
    assert told(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "",
        "By appointment",
        "Monday to Friday, 9 to 5",
        "Monday to Friday, 8 am to 5 pm, by appointment only",
        "Monday: 9 am to 5 pm\nTuesdays in summer: 9 am to 1 pm",
        "Monday: 9:00 to 5:00",
        "Monday: 25:00 to 26:00",
        "Monday: 13 am to 2 pm",
        "Every day but Monday, 9 am to 5 pm",
        "Weekdays 9 am to 5 pm",
    ],
)
def test_hours_that_would_be_a_guess_are_not_told(text):
    assert opening_hours(text) == []


@pytest.mark.parametrize(
    ("text", "country", "address"),
    [
        (
            "Clinic\n100 Example Street\nSpringfield",
            "",
            {"streetAddress": "100 Example Street", "addressLocality": "Springfield"},
        ),
        (
            "Suite 3\n1 Main Street\nSpringfield, IL 62701",
            "US",
            {
                "streetAddress": "Suite 3, 1 Main Street",
                "addressLocality": "Springfield",
                "addressRegion": "IL",
                "postalCode": "62701",
                "addressCountry": "US",
            },
        ),
        (
            "2 High Street\nLeeds\nLS1 4AP",
            "GB",
            {
                "streetAddress": "2 High Street",
                "addressLocality": "Leeds",
                "postalCode": "LS1 4AP",
                "addressCountry": "GB",
            },
        ),
        (
            "Calle Mayor 1\n28013 Madrid",
            "EU",
            {"streetAddress": "Calle Mayor 1", "addressLocality": "Madrid", "postalCode": "28013"},
        ),
        ("On the ferry, deck 2", "", {"streetAddress": "On the ferry, deck 2"}),
    ],
)
def test_an_address_is_told_in_parts(text, country, address):
    assert postal_address(text, "Clinic", country) == {"@type": "PostalAddress", **address}


def test_no_address_is_told_where_there_is_none():
    assert postal_address("Clinic\n", "Clinic", "US") is None
