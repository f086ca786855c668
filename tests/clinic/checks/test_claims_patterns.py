"""No pattern that staff can write keeps the server busy."""

import time

import pytest

from clinic.checks.claims.patterns import BadPattern, compiled, refuse_slow

HURTFUL = [r"(a+)+$", r"(a|aa)+$", r"(\w+\s?)*!$", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(.*a){12}$", r"(x+x+)+y"]


@pytest.mark.parametrize("pattern", HURTFUL)
def test_a_pattern_made_to_hurt_is_done_at_once(pattern):
    started = time.thread_time()
    compiled(pattern).search("a" * 50_000 + "!")
    assert time.thread_time() - started < 1


@pytest.mark.parametrize("pattern", [r"(?:.{0,300}a){3}x", r"(?:[ab]{0,900}x){2}", r"\pL{900}"])
def test_a_pattern_that_repeats_too_much_is_refused(pattern):
    with pytest.raises(BadPattern, match="repeats too much|not a pattern"):
        refuse_slow([pattern])


def test_patterns_that_are_slow_together_are_refused(monkeypatch):
    monkeypatch.setattr("clinic.checks.claims.patterns.SLOWEST", 0)
    with pytest.raises(BadPattern, match="“cure” is too slow"):
        refuse_slow(["cure"])


@pytest.mark.parametrize("pattern", ["(cure", "[cure", "cure)", "*cure", r"cure\q"])
def test_what_is_no_pattern_is_refused_in_words(pattern):
    with pytest.raises(BadPattern, match="is not a pattern|uses something patterns cannot do"):
        compiled(pattern)


@pytest.mark.parametrize("pattern", ["(?<!no )cure", "cure(?! for)", r"(\w)\1"])
def test_looking_around_is_refused_with_what_to_do_instead(pattern):
    with pytest.raises(BadPattern, match="Use “exceptions” instead"):
        compiled(pattern)


def test_a_name_that_stands_for_nothing_is_refused():
    with pytest.raises(BadPattern, match="{numbers}.* is not known here"):
        compiled("{numbers} patients")


@pytest.mark.parametrize("text", ["800 patients", "1,183 patients", "eight hundred patients", "hundreds of patients"])
def test_a_name_stands_for_numbers_however_they_are_written(text):
    assert compiled("{number} (?:of )?{people}").search(text)
