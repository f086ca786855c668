"""The claims check says what it should of sentences that were written before its patterns."""

import pytest

from tests.bench.claims_figures import SETS, counted, found, rules, sentences

# What must never get worse: (precision, recall). The figures themselves: python -m tests.bench.claims_figures
FLOORS = {
    "claims_table.toml": (1, 1),
    "claims_sentences.toml": (0.98, 0.98),
    "claims_fresh.toml": (0.9, 0.95),
    "claims_unseen.toml": (0.95, 0.95),
}


@pytest.mark.parametrize("name", SETS.values())
def test_it_does_not_get_worse(name):
    count = counted(name)
    precision, recall = FLOORS[name]
    assert (count.precision >= precision, count.recall >= recall) == (True, True), counted(name, print)


def test_half_of_the_further_sentences_are_clean():
    further = sentences("claims_sentences.toml")
    assert len(further) >= 100
    assert sum(not one["expect"] for one in further) * 2 == len(further)


@pytest.mark.parametrize(
    "text",
    [
        "It has no side effects.",
        "It has no side-effects.",
        "It has no side‑effects.",
        "It has no\u00a0side effects.",
        "It has no side\u00ad effects.",
        "IT HAS NO SIDE EFFECTS.",
        "It doesn’t have any side effects.",
    ],
)
def test_signs_that_look_alike_make_no_difference(text):
    assert found(rules(), {"text": text}) == {("C01", "BLOCK")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is no cure.", set()),
        ("Is there a cure?", set()),
        ("There is no cure elsewhere, but here we cure it.", {"C02"}),
        ("Without surgery, we cure CRPS.", {"C02"}),
        ("There is no treatment, cure or vaccine.", set()),
        ("It not only helps, it cures CRPS.", {"C02"}),
        ("There is a long story about how nobody at first believed us, and we cure CRPS.", {"C02"}),
    ],
)
def test_a_negation_counts_only_where_it_reaches(text, expected):
    assert {rule for rule, _ in found(rules(), {"text": text})} == expected


def test_a_rule_for_one_country_stands_in_for_its_family_there_only():
    sentence = {"text": "This clinic changed my life!"}
    assert found(rules(), sentence) == {("C11", "REVIEW")}
    assert found(rules(), sentence | {"place": "AU"}) == {("C11", "BLOCK")}
    assert found(rules(), sentence | {"place": "US"}) == {("C11", "REVIEW")}
