"""Claim rules are kept by the clinic's admins, tried whenever they are saved, and never overwritten by the software."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from clinic.checks.claims.seed import seed_rules
from clinic.checks.models import ClaimRule

pytestmark = pytest.mark.django_db


def rule(**fields):
    defaults = {
        "code": "X1",
        "title": "Magic",
        "patterns": r"\bmagic\b",
        "message": "Says that it is magic.",
        "why": "It is not.",
        "must_match": "It is magic.",
    }
    return ClaimRule(**defaults | fields)


def refusal(made):
    with pytest.raises(ValidationError) as caught:
        made.full_clean()
    return caught.value.message_dict


def test_every_rule_of_the_table_is_there_after_setting_up():
    codes = set(ClaimRule.objects.values_list("code", flat=True))
    assert {f"C{number:02}" for number in range(1, 24)} | {"C27"} <= codes


@pytest.mark.parametrize("seed", seed_rules(), ids=lambda seed: seed["id"])
def test_a_seeded_rule_passes_its_own_sentences(seed):
    made = ClaimRule.from_seed(seed | {"id": "NEW"})
    made.full_clean()


def test_a_sentence_that_must_be_found_and_is_not_is_named():
    assert refusal(rule(must_match="It is magic.\nIt is sorcery.")) == {
        "must_match": ["This should be found, but no pattern finds it: “It is sorcery.”"]
    }


def test_a_sentence_that_must_be_left_alone_and_is_not_is_named_with_the_words_found():
    assert refusal(rule(must_not_match="No magic here.")) == {
        "must_not_match": ["This should be left alone, but “magic” is found in it: “No magic here.”"]
    }


def test_the_guard_leaves_such_a_sentence_alone():
    rule(must_not_match="No magic here.", guard=True).full_clean()


def test_an_exception_leaves_such_a_sentence_alone():
    rule(must_not_match="No magic here.", exceptions="no magic").full_clean()


def test_a_broken_pattern_is_refused_before_anything_is_tried():
    said = refusal(rule(patterns="(magic"))
    assert list(said) == ["patterns"]
    assert "“(magic” is not a pattern" in said["patterns"][0]


def test_a_broken_exception_is_refused():
    assert "is not a pattern" in refusal(rule(exceptions="[no"))["exceptions"][0]


def test_each_saving_makes_a_new_version():
    made = rule()
    made.save()
    made.title = "Sorcery"
    made.save()
    assert ClaimRule.objects.get(code="X1").version == 2


def test_setting_up_again_keeps_what_staff_changed_and_brings_back_what_is_missing():
    ClaimRule.objects.filter(code="C02").delete()
    changed = ClaimRule.objects.get(code="C01")
    changed.title, changed.is_on = "Ours", False
    changed.save()
    call_command("bootstrap", stdout=io.StringIO())
    assert ClaimRule.objects.filter(code="C02").exists()
    kept = ClaimRule.objects.get(code="C01")
    assert (kept.title, kept.is_on, kept.version) == ("Ours", False, changed.version)


def form(made):
    return {
        field.name: getattr(made, field.name) or ""
        for field in made._meta.concrete_fields
        if field.editable and not field.primary_key
    } | {"is_on": "on"}


def address(name, *args):
    return reverse(f"wagtailsnippets_checks_claimrule:{name}", urlconf="clinic.urls.staff", args=args)


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_only_an_admin_may_change_a_rule(staff, role):
    kept = ClaimRule.objects.get(code="C01")
    staff(role).post(address("edit", kept.pk), form(kept) | {"title": "Mine"})
    staff(role).post(address("add"), form(rule()))
    staff(role).post(address("delete", kept.pk))
    assert ClaimRule.objects.get(code="C01").title == kept.title
    assert not ClaimRule.objects.filter(code="X1").exists()


def test_an_admin_adds_a_rule(staff):
    staff("admin").post(address("add"), form(rule()))
    assert ClaimRule.objects.get(code="X1").version == 1


def test_an_admin_is_told_in_words_why_a_rule_is_refused(staff):
    answer = staff("admin").post(address("add"), form(rule(must_match="It is sorcery.")))
    assert "no pattern finds it: “It is sorcery.”" in answer.content.decode()
    assert not ClaimRule.objects.filter(code="X1").exists()


def test_a_rule_switched_off_finds_nothing():
    from clinic.checks.lookups import CheckLookups

    ClaimRule.objects.filter(code="C01").update(is_on=False)
    assert "C01" not in {one.id for one in CheckLookups().rules}
