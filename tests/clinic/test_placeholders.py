"""Words that only hold a place are told from a number's frame."""

import pytest

from clinic.content.unfinished_words import placeholder_in


@pytest.mark.parametrize(
    "text",
    [
        "Not yet written down. The clinic has still to supply how it counted.",
        "To be supplied",
        "TBD",
        "todo: ask the front desk",
        "xxx",
        "??",
        "[who counted]",
        "n/a",
        "-",
        "Unknown.",
        "From records that are still to be added",
        "Aún no está escrito. La clínica todavía tiene que dar las fechas.",
        "Por confirmar",
        "2012 to ...",
    ],
)
def test_a_held_place_is_found(text):
    assert placeholder_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Everyone with CRPS who had a first visit here.",
        "The clinic itself. Outside researchers have not yet checked it.",
        "From the list of people who came to be treated.",
        "Personas que aún no tenían otro diagnóstico",
        "Made up for this example.",
        "2012 to 2026",
        "Nobody was left out, and none was counted twice.",
    ],
)
def test_what_says_something_is_left_alone(text):
    assert placeholder_in(text) == ""
