"""What is shown of an answer does not say another thing than the answer."""

import pytest

from home.search.language.extracts import WHOLE, Reader
from home.search.language.words import language

ENGLISH = language("en")


def passage(asked, *parts):
    return Reader({*ENGLISH.stems(asked)}, ENGLISH.stem, rarity=lambda stem: 1.0).best_passage(parts)


def test_a_short_answer_is_shown_whole():
    whole = "We know of no study that has shown this. Our clinic thinks infection may play a part."
    assert passage("infection", ["", whole]) == ("", whole)


LONG = "Nothing of note stands in this sentence, which only makes the answer longer than what is shown whole. " * 5


@pytest.mark.parametrize(
    "leaning",
    ["It may play a part in infection.", "But an infection was rare.", "In 19 of the 27 an infection came first."],
)
def test_a_passage_begins_with_the_sentence_on_which_it_leans(leaning):
    kind, shown = passage("infection", ["early", f"{LONG} No study has shown this. {leaning} {LONG}"])
    assert kind == "early" and shown.startswith(f"No study has shown this. {leaning}")


def test_a_sentence_that_stands_alone_begins_a_passage():
    _, shown = passage("infection", ["", f"{LONG} Here is more. Infection was rare. {LONG}"])
    assert shown.startswith("Infection was rare.")


def test_one_sign_of_a_long_list_is_shown_with_what_the_list_is_of():
    signs = "\n".join(["Emergency: Call 911 now if you have any of these signs", *["a sign of another kind"] * 30])
    kind, shown = passage("bladder", ["", f"{signs}\nsudden loss of control of your bladder\nCall 911."])
    assert shown.startswith(
        "Emergency: Call 911 now if you have any of these signs … sudden loss of control of your blad"
    )


def test_what_was_asked_for_is_in_the_passage_however_far_it_leans():
    _, shown = passage("infection", ["", f"{LONG} {'It is so. ' * 3}It had an infection."])
    assert "infection" in shown and len(shown) <= WHOLE


def test_an_answer_is_shown_from_its_beginning_where_that_is_near():
    steps = "First see whether anything is new. Call 911 for trouble breathing.\nThen rest on the bad day.\n"
    _, shown = passage("rest", ["", f"{steps}{LONG}"])
    assert shown.startswith("First see whether anything is new.")


def test_it_says_that_the_text_goes_on():
    _, shown = passage("infection", ["", f"{LONG} Infection was rare. {LONG}"])
    assert shown.endswith(" …")
    assert passage("rare", ["", "Infection was rare."]) == ("", "Infection was rare.")


def test_what_means_the_same_is_shown_though_it_has_none_of_the_words():
    said = ["The sky is blue.", "It may go away by itself within a year.", "Ask us for the form."]
    near = {said[1]: 0.6}
    reader = Reader(
        {*ENGLISH.stems("remission")},
        ENGLISH.stem,
        lambda stem: 1.0,
        lambda texts: [near.get(text, 0.1) for text in texts],
    )
    _, shown = reader.best_passage([["", LONG + said[0]], ["early", f"{LONG} {said[1]} {LONG}"], ["", LONG + said[2]]])
    assert said[1] in shown


def test_the_name_of_a_row_is_shown_with_what_is_said_of_it():
    rows = [f"Medicine {number}.\nWhat it aims at, and an example of it." for number in range(30)]
    _, shown = passage(
        "opioids", ["", "\n".join(["Kinds of medicine.", *rows[:20], "Opioids.", "Strong relief; oxycodone.", *rows])]
    )
    assert "Opioids. Strong relief; oxycodone." in shown


def test_no_passage_ends_where_a_list_begins():
    signs = "Urgent: Call us today if you have any of these signs:\na fever\na wound that leaks\na sore calf\nCall us."
    _, shown = passage("infection", ["", f"{'An infection may come of it. ' * 12}{signs}\n{LONG}"])
    assert not shown.rstrip(" …").endswith(":")
