"""A treatment is told with its harms and with what is not known, or not at all."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db
LONG = "It may ease pain in some people, in others it does nothing at all, and nobody can say beforehand. " * 3


def found(page, *rules):
    return [one for one in findings_for(page.get_latest_revision_as_object()) if one.rule in rules]


def telling(*what, text="It can make you dizzy."):
    asked = build.question(f"What about {what}?", build.statement(text))
    asked["value"]["tells"] = list(what)
    return asked


def treatment(*questions, title="Stimulation at the ear"):
    return build.topic(title, live=False, about_treatment=True, questions=[build.question(), *questions])


def test_a_topic_about_a_treatment_without_harms_stops_sign_off():
    (gap,) = found(treatment(telling("not_known")), "treatment-harms", "treatment-not-known")
    assert (gap.rule, gap.severity, gap.overridable) == ("treatment-harms", "BLOCK", False)
    assert gap.place.anchor == "#panel-child-content-questions-section"


def test_a_topic_about_a_treatment_without_what_is_not_known_stops_sign_off():
    (gap,) = found(treatment(telling("harms")), "treatment-harms", "treatment-not-known")
    assert gap.rule == "treatment-not-known"


def test_a_marked_answer_that_says_nothing_tells_nothing():
    page = treatment(telling("harms", text="<p></p>"), telling("not_known"))
    assert [one.rule for one in found(page, "treatment-harms")] == ["treatment-harms"]


def test_a_topic_that_tells_both_is_left_alone():
    page = treatment(telling("harms"), telling("not_known"))
    assert found(page, "treatment-harms", "treatment-not-known", "treatment-unmarked") == []


def test_one_answer_may_tell_both():
    assert found(treatment(telling("harms", "not_known")), "treatment-harms", "treatment-not-known") == []


def test_a_topic_about_something_else_need_not_tell_harms():
    assert found(build.topic(live=False), "treatment-harms", "treatment-not-known", "treatment-unmarked") == []


def test_a_title_that_sounds_like_a_treatment_is_asked_about():
    page = build.topic("Ketamine infusions", live=False)
    assert [one.severity for one in found(page, "treatment-unmarked")] == ["ADVISE"]


def test_a_service_without_harms_stops_sign_off():
    (gap,) = found(build.service(live=False, harms=[]), "empty")
    assert (gap.severity, gap.message, gap.place.label) == ("BLOCK", "Nothing is said about harm.", "Possible harms")


def test_a_service_without_what_is_not_known_stops_sign_off():
    (gap,) = found(build.service(live=False, not_known="<p></p>"), "empty")
    assert gap.message == "Nothing is said about what is not known."


@pytest.mark.parametrize(("harm", "number"), [("Dizziness.", 1), (LONG, 0)])
def test_few_words_on_harm_beside_many_on_benefit_are_for_the_reviewer(harm, number):
    service = build.service(live=False, benefits=[build.statement(LONG)], harms=[build.statement(harm)])
    topic = treatment(telling("benefits", text=LONG), telling("harms", text=harm), telling("not_known"))
    assert [len(found(page, "C26")) for page in (service, topic)] == [number, number]
