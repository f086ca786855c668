"""A statement shows what it rests on, and what it rests on bears it."""

import datetime

import pytest

from clinic.checks.runner import findings_for, still_blocking
from tests import builders as build

pytestmark = pytest.mark.django_db


def found(page, *rules):
    """The newest draft's findings of these rules."""
    return [one for one in findings_for(page.get_latest_revision_as_object()) if one.rule in rules]


def answered(*parts, **fields):
    return build.topic(live=False, questions=[build.question("What is CRPS?", *parts)], **fields)


def days_ago(days):
    return datetime.date.today() - datetime.timedelta(days=days)


def test_a_statement_without_a_label_stops_sign_off_for_good():
    (gap,) = found(answered(build.statement(kind="")), "empty")
    assert (gap.severity, gap.message) == ("BLOCK", "This statement has no kind of knowledge yet.")
    assert not gap.overridable
    assert still_blocking([gap], {gap.key: "A long and thoughtful reason."}) == [gap]


@pytest.mark.parametrize(
    ("kind", "messages"),
    [
        ("established", ["“Established evidence” without “Sources”."]),
        (
            "early",
            [
                "“Early or mixed research” without “Sources”.",
                "“Early or mixed research” without “Why we are not sure, or what it does not say”.",
            ],
        ),
        ("clinic_sees", ["“What we see at this clinic” without “Who we have counted”."]),
        ("clinic_thinks", ["“What we think” without “What is known”."]),
        ("plain", []),
    ],
)
def test_a_statement_without_what_its_kind_asks_for_stops_sign_off(kind, messages):
    gaps = found(answered(build.statement(kind=kind)), "unsupported")
    assert [gap.message for gap in gaps] == messages
    assert {(gap.severity, gap.overridable) for gap in gaps} <= {("BLOCK", False)}


def test_an_empty_paragraph_says_nothing_of_what_is_known():
    page = answered(build.statement(kind="clinic_thinks", what_is_known="<p> </p>"))
    assert len(found(page, "unsupported")) == 1


def test_the_place_of_a_statement_leads_to_its_block_in_the_editor():
    page = answered(build.statement(kind="established"))
    (gap,) = found(page, "unsupported")
    block = page.get_latest_revision_as_object().questions[0].value["answer"][0]
    assert gap.place.anchor == f"#block-{block.id}-section"
    assert gap.place.label == "Questions › “What is CRPS?” › Statement 1 › Sources"


def test_a_complete_statement_is_left_alone():
    page = answered(build.statement(kind="established", references=[build.reference()]))
    assert found(page, "unsupported", "empty") == []


def test_a_withdrawn_source_is_for_the_reviewer():
    page = answered(build.statement(kind="established", references=[build.reference(retracted=True)]))
    assert [one.severity for one in found(page, "retracted")] == ["REVIEW"]


@pytest.mark.parametrize(
    ("kind", "text", "design", "number"),
    [
        ("established", "It calms the nerves.", "animal", 1),
        ("established", "It calms the nerves.", "rct", 0),
        ("early", "It calms the nerves.", "animal", 0),
    ],
)
def test_work_in_animals_establishes_nothing(kind, text, design, number):
    source = build.reference(design=design)
    page = answered(build.statement(text, kind, references=[source], why_unsure="Small."))
    assert len(found(page, "C24")) == number


@pytest.mark.parametrize(("text", "number"), [("It may ease pain.", 1), ("In mice it eased pain.", 0)])
def test_a_benefit_seen_in_animals_says_so(text, number):
    source = build.reference(design="animal")
    benefit = build.statement(text, "early", references=[source], why_unsure="Small.")
    assert len(found(build.service(live=False, benefits=[benefit]), "C24")) == number


def test_a_number_from_an_old_source_is_worth_another_look():
    old = build.reference(year=datetime.date.today().year - 12, checked_on=datetime.date.today())
    page = answered(build.statement("7 in 100 had it.", "established", references=[old]))
    (advice,) = found(page, "C25")
    assert advice.severity == "ADVISE"
    assert "Bean 2014" in advice.message


def test_an_old_source_without_a_number_is_left_alone():
    old = build.reference(year=1990, checked_on=datetime.date.today())
    assert found(answered(build.statement("It has a name.", "established", references=[old])), "C25") == []


def test_many_old_sources_are_named_once():
    year = datetime.date.today().year - 12
    sources = [build.reference(f"Number {at}", authors=f"A{at}", year=year, checked_on=days_ago(1)) for at in range(3)]
    statements = [build.statement("7 in 100 had it.", "established", references=[one]) for one in sources]
    (advice,) = found(answered(*statements), "C25")
    assert "(3): A0" in advice.message


def test_a_source_nobody_noted_reading_is_worth_another_look():
    page = answered(build.statement(kind="established", references=[build.reference(checked_on=None)]))
    assert len(found(page, "C25")) == 1


@pytest.mark.parametrize(("reviewed", "number"), [(300, 1), (30, 0)])
def test_a_source_is_opened_again_in_the_half_year_before_the_next_check(reviewed, number):
    from clinic.review.models import Review

    source = build.reference(year=datetime.date.today().year, checked_on=days_ago(400))
    page = build.topic(questions=[build.question("Why?", build.statement(kind="established", references=[source]))])
    Review.objects.of(page).update(created_at=f"{days_ago(reviewed)}T12:00:00+00:00")
    assert len(found(page, "C25")) == number


# Established, by its own definition -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ([("guideline", "full")], ""),
        ([("systematic_review", "abstract")], ""),
        ([("cohort", "abstract"), ("rct", "not_verified")], ""),
        ([("guideline", "not_verified"), ("cohort", "abstract"), ("rct", "secondary")], ""),
        ([("guideline", "not_verified")], "Nobody here has read"),
        ([("systematic_review", "secondary")], "Nobody here has read"),
        ([("cohort", "not_verified"), ("rct", "secondary")], "Nobody here has read"),
        ([("guideline", "not_verified"), ("review", "full")], "Nobody here has read"),
        ([("cohort", "full")], "needs a guideline"),
        ([("review", "full"), ("review", "abstract")], "needs a guideline"),
        ([("public_information", "full")], "needs a guideline"),
        ([("case", "full"), ("case_series", "full")], "needs a guideline"),
        ([("opinion", "full"), ("animal", "full"), ("cohort", "full")], "needs a guideline"),
    ],
)
def test_established_holds_to_its_own_definition(sources, message):
    made = [build.reference(f"Source {at}", design=one, seen=seen) for at, (one, seen) in enumerate(sources)]
    gaps = found(answered(build.statement("It can spread.", "established", references=made)), "established")
    assert [(gap.severity, gap.overridable) for gap in gaps] == [("BLOCK", False)] * bool(message)
    assert all(message in gap.message for gap in gaps)


def test_a_withdrawn_review_establishes_nothing():
    study, gone = build.reference("Study", design="cohort"), build.reference("Review", retracted=True)
    (gap,) = found(answered(build.statement("It can spread.", "established", references=[study, gone])), "established")
    assert gap.place.label == "Questions › “What is CRPS?” › Statement 1"


@pytest.mark.parametrize("kind", ["early", "plain"])
def test_other_kinds_may_rest_on_less(kind):
    study = build.reference(design="case", seen="not_verified")
    page = answered(build.statement("It can spread.", kind, references=[study], why_unsure="One person."))
    assert found(page, "established") == []


def test_an_observation_for_which_nothing_was_counted_stops_sign_off():
    figure = build.figure(counted_how="Not yet written down.", period="To be supplied")
    gaps = found(answered(build.statement("We see spread.", "clinic_sees", figure=figure.pk)), "frame")
    assert [gap.message.split(" does not say yet ")[1] for gap in gaps] == [
        "how it was counted: “Not yet written”.",
        "between which dates: “To be supplied”.",
    ]
    assert {gap.severity for gap in gaps} == {"BLOCK"}


def test_a_figure_that_no_reader_sees_is_left_alone():
    figure = build.figure(counted_how="Not yet written down.")
    assert found(answered(build.statement("Ask us.", "plain", figure=figure.pk)), "frame") == []


def test_an_observation_with_its_frame_is_left_alone():
    assert found(answered(build.statement("We see spread.", "clinic_sees", figure=build.figure().pk)), "frame") == []


def test_what_is_quoted_reads_as_on_the_page():
    figure = build.figure(value="about 850")
    text = f"<p>5 × 10<sup>3</sup> people asked, and we saw {build.inline(figure)}.</p>"
    (gap, *_) = found(answered(build.statement(text, kind="established")), "unsupported")
    assert gap.excerpt == f"5 × 10^3 people asked, and we saw {figure.text}."
