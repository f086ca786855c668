"""Numbers of a translation are held against those of its original, however each language writes them."""

import pytest

from clinic.checks.text.numbers import numbers_in, unlike


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("26 of 100,000 people", "26 de cada 100 000 personas"),
        ("26 of 100,000 people", "26 de cada 100.000 personas"),
        ("3.5 % of them", "un 3,5 % de ellas"),
        ("1,000,000 people", "1.000.000 personas"),
        ("1,000,000 people", "1 000 000 de personas"),
        ("In 2019, 300 people", "En 2019 300 personas"),
        ("2,500 people", "dos mil quinientas personas"),
        ("two thousand five hundred people", "2500 personas"),
        ("one hundred thousand people", "100.000 personas"),
        ("0.125 mg", "0,125 mg"),
        ("1 in 4", "una de cada cuatro"),
        ("twenty-five minutes", "25 minutos"),
        ("1,000 people", "mil personas"),
        ("twice a day", "2 veces al día"),
        ("both hands, two feet", "las dos manos, los pies"),
        ("two hands", "ambas manos"),
        ("two weeks", "quince días"),
        ("half of them", "la mitad"),
        ("CRPS type 1", "SDRC de tipo I"),
        ("Open 9 a.m. to 5:30 p.m.", "Abierto de 9:00 a 17:30 h"),
        ("Call (915) 555-0142.", "Llame al 915 555 0143."),
        ("vitamin B12", "vitamina B6"),
        ("On March 3, 2024", "El 3 de marzo de 2024"),
        ("one day", "algún día"),
    ],
)
def test_the_same_is_written_in_many_ways(english, spanish):
    assert unlike(spanish, english) == ([], [])


@pytest.mark.parametrize(
    ("english", "spanish", "told"),
    [
        ("251 people", "215 personas", (["215"], ["251"])),
        ("5 mg", "50 mg", (["50"], ["5"])),
        ("20%", "el 2 %", (["2"], ["20"])),
        ("3.5 %", "35 %", (["35"], ["3.5"])),
        ("four weeks", "tres semanas", (["tres"], ["four"])),
        ("in 12 of them", "en algunas", ([], ["12"])),
        ("in some", "en 12 de ellas", (["12"], [])),
        ("1 in 4", "una de cada cinco", (["cinco"], ["4"])),
        ("1,000,000 people", "2.000.000 de personas", (["2.000.000"], ["1,000,000"])),
        ("5-10-15 mg", "5-10-20 mg", (["20"], ["15"])),
        ("2,500 people", "dos mil seiscientas personas", (["dos mil seiscientas"], ["2,500"])),
    ],
)
def test_others_are_named(english, spanish, told):
    assert unlike(spanish, english) == told


def test_a_number_of_several_words_is_one():
    assert numbers_in("two hundred and five, treinta y cinco, dos o tres").words == {
        205: "two hundred five",
        35: "treinta cinco",
        2: "dos",
        3: "tres",
    }
