"""Claims in other words are found by their meaning, for a person to look at, with the example they are like."""

import io
import json

import pytest
from django.core.management import call_command

from clinic.checks.claims.page_claims import claims_in
from clinic.checks.lookups import CheckLookups
from clinic.checks.models import ClaimRule
from clinic.checks.runner import findings_for
from clinic.meaning.models import Example, Threshold
from clinic.meaning.recognition import learn
from tests import builders as build

CURED = ["The pain goes away and stays away.", "After that you are rid of it for life.", "Se va y no vuelve nunca."]
BELIEF = ["To our mind it starts in the nerves.", "Our own idea is that cold does it.", "A nuestro juicio es el frío."]
CLEAN = [
    "The door is on the left.",
    "We open at nine.",
    "La sala está arriba.",
    "There is pain in one arm for a day.",
    "It is a pain that lasts.",
    "Ask us.",
]
SPANISH = {CURED[2], BELIEF[2], CLEAN[2]}
OTHER_WORDS = "The pain leaves and stays gone."


@pytest.fixture
def examples(db):
    for label, texts in (("C02", CURED), ("C27", BELIEF), ("", CLEAN)):
        for text in texts:
            language = "es" if text in SPANISH else "en"
            Example.objects.create(subject="claim", label=label, should_find=bool(label), text=text, language=language)
    Threshold.objects.filter(subject="claim", label="any").update(value=0.5)
    learn("claim")


def found(text):
    return list(claims_in(text, CheckLookups(), "Notice"))


def test_a_claim_in_other_words_is_for_the_reviewer(examples):
    [one] = found(OTHER_WORDS)
    assert (one.rule, one.severity, one.overridable) == ("C02", "REVIEW", False)
    assert one.example == CURED[0]
    assert one.message == "Promises a cure, or that CRPS goes away for good, as far as its meaning can be told."


@pytest.mark.parametrize(
    ("sentence", "example"),
    [(OTHER_WORDS, CURED[0]), ("El dolor se va y ya no vuelve nunca más.", CURED[2])],
)
def test_the_example_is_one_in_the_language_of_the_sentence(examples, sentence, example):
    assert [one.example for one in found(sentence)] == [example]


def test_on_a_page_it_is_one_in_the_language_of_the_page_or_none(examples):
    page = build.topic(questions=[build.question("What then?", build.statement(OTHER_WORDS))], live=False)
    page.locale = build.locale("es")
    assert [one.example for one in findings_for(page) if one.by_meaning] == [CURED[2]]
    Example.objects.filter(text=CURED[2]).delete()
    learn("claim")
    assert [one.example for one in findings_for(page) if one.by_meaning] == [""]


def test_without_examples_only_patterns_find(db):
    assert found(OTHER_WORDS) == []
    assert [one.rule for one in found("We can cure CRPS.")] == ["C02"]


def test_what_a_pattern_found_is_not_said_twice(examples):
    Example.objects.create(subject="claim", label="C02", text="We can cure CRPS.")
    learn("claim")
    [one] = found("We can cure CRPS.")
    assert (one.severity, one.words) == ("BLOCK", "cure")


def test_a_threshold_of_a_rule_goes_before_that_of_all(examples):
    Threshold.objects.create(subject="claim", label="C02", value=1.0)
    assert found(OTHER_WORDS) == []


def test_a_rule_that_is_switched_off_is_off_for_meaning_too(examples):
    ClaimRule.objects.filter(code__startswith="C02").update(is_on=False)
    assert found(OTHER_WORDS) == []


def on_a_page(kind="plain", **fields):
    text = build.question("Where does it come from?", build.statement("Our own belief is that the cold does it.", kind))
    page = build.topic(questions=[text], live=False, **fields)
    return [one.rule for one in findings_for(page) if one.example]


def test_it_goes_by_the_label_of_a_statement(examples):
    assert on_a_page() == ["C27"]
    assert on_a_page("clinic_thinks", title="Another topic") == []


@pytest.mark.parametrize(("sure_from", "severity"), [(0.5, "REVIEW"), (1.0, "ADVISE")])
def test_on_a_page_what_is_less_sure_is_advice_to_the_writer(examples, sure_from, severity):
    Threshold.objects.filter(label="for reviewers").update(value=sure_from)
    page = build.topic(questions=[build.question("What then?", build.statement(OTHER_WORDS))], live=False)
    assert [one.severity for one in findings_for(page) if one.example] == [severity]
    assert [one.severity for one in found(OTHER_WORDS)] == ["REVIEW"]


def test_what_patients_say_in_their_words_is_left_alone(examples):
    page = build.topic(live=False, asked_as=OTHER_WORDS)
    assert not [one for one in findings_for(page) if one.example]


@pytest.mark.parametrize(("language", "blocked"), [("en", False), ("es", False), ("fr", True)])
def test_a_language_that_nobody_reads_here_stops_approval_until_a_person_says_they_did(db, language, blocked, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "Français")]
    page = build.topic(live=False)
    page.locale = build.locale(language)
    stops = [one for one in findings_for(page) if one.rule == "language"]
    assert len(stops) == blocked
    assert all(one.severity == "BLOCK" and one.overridable and "Français" in one.message for one in stops)


def test_a_command_reads_sentences_for_scripts(examples, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{OTHER_WORDS}\nWe can cure CRPS.\nThe door is on the right.\n\n"))
    call_command("check_sentences")
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["text"] for one in said] == [OTHER_WORDS, "We can cure CRPS.", "The door is on the right.", ""]
    found = [[(finding["rule"], finding["severity"]) for finding in one["findings"]] for one in said]
    assert found == [[("C02", "REVIEW")], [("C02", "BLOCK")], [], []]
    assert f"example “{CURED[0]}”" in said[0]["findings"][0]["why"]
