"""A finding is the same thing whenever it is found, can be kept, and a BLOCK stands until there is a reason."""

import json

import pytest

from clinic.checks.findings import in_order
from clinic.checks.runner import (
    Finding,
    Place,
    blocking,
    findings_as_json,
    findings_from_json,
    overridable,
    still_blocking,
)

CLAIM = Finding(
    "C01", "BLOCK", "No risks.", excerpt="It has no risks.", place=Place("Title", "#title"), overridable=True
)
GAP = Finding("empty", "BLOCK", "“Title” is empty.", place=Place("Title", "#title"))
ADVICE = Finding("long-sentence", "ADVISE", "Long.", excerpt="It …")
REASON = "The study in reference 3 counted this."


def test_its_key_depends_on_rule_place_and_words_only():
    same = Finding(
        "C01", "REVIEW", "Other", "why", excerpt=CLAIM.excerpt, place=Place("Moved › Title", "#title"), version=9
    )
    assert same.key == CLAIM.key
    assert Finding("C01", "BLOCK", "No risks.", excerpt="It has no risk.", place=CLAIM.place).key != CLAIM.key
    assert Finding("C02", "BLOCK", "No risks.", excerpt=CLAIM.excerpt, place=CLAIM.place).key != CLAIM.key


def test_they_come_most_severe_first_and_once_each():
    assert in_order([ADVICE, GAP, CLAIM, GAP]) == [GAP, CLAIM, ADVICE]


def test_only_blocks_stop_sign_off():
    assert blocking([ADVICE, GAP, CLAIM]) == [GAP, CLAIM]
    assert overridable([ADVICE, GAP, CLAIM]) == [CLAIM]


@pytest.mark.parametrize(
    ("reasons", "left"),
    [
        ({}, [GAP, CLAIM]),
        ({CLAIM.key: REASON}, [GAP]),
        ({CLAIM.key: REASON, GAP.key: REASON}, [GAP]),
        ({CLAIM.key: "because"}, [GAP, CLAIM]),
        ({CLAIM.key: "because" + " " * 20}, [GAP, CLAIM]),
    ],
)
def test_a_written_reason_lets_a_claim_stand_but_never_a_gap(reasons, left):
    assert still_blocking([GAP, CLAIM], reasons) == left


def test_they_can_be_kept_as_json_and_read_again():
    stored = json.loads(json.dumps(findings_as_json([CLAIM, GAP])))
    assert stored[0]["key"] == CLAIM.key
    assert findings_from_json(stored) == [CLAIM, GAP]


def test_what_was_matched_is_marked_in_the_sentence():
    found = Finding("C01", "BLOCK", "No risks.", excerpt="It has no risks.", words="no risks")
    assert found.excerpt_parts == ("It has ", "no risks", ".")
    assert CLAIM.excerpt_parts == ("It has no risks.", "", "")
