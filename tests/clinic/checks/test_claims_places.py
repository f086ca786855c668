"""Everything a patient or a machine reads is checked, and every finding says where it stands."""

import pytest

from clinic.checks.models import ClaimRule
from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db
CLAIM = "It has no side effects."


def claims(page):
    """`[(rule, place)]` of the claim rules' findings on the newest draft."""
    codes = set(ClaimRule.objects.values_list("code", flat=True))
    found = findings_for(page.get_latest_revision_as_object())
    return [(one.rule, one.place.label) for one in found if one.rule in codes]


def answered(*parts, title="What is CRPS?"):
    return build.topic(title, live=False, questions=[build.question("What is CRPS?", *parts)])


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("title", "Title"),
        ("seo_title", "Title for search engines"),
        ("search_description", "Search description"),
        ("short_answer", "Short answer"),
    ],
)
def test_a_field_is_read(field, place):
    page = build.topic(live=False, slug="a-topic", **{"title": "A topic"} | {field: CLAIM})
    assert claims(page) == [("C01", place)]


def test_the_address_is_read_as_words_where_it_says_something_else_than_the_title():
    assert claims(build.topic("Spread", live=False, slug="it-has-no-side-effects")) == [("C01", "Slug")]
    assert claims(build.topic("Is there any hope?", live=False, slug="can-it-be-cured")) == []


def test_a_question_is_read():
    page = build.topic(live=False, questions=[build.question("Why has it no side effects?")])
    assert claims(page) == [("C01", "Questions › “Why has it no side effects?” › Question")]


def test_a_statement_is_read():
    assert claims(answered(build.statement(), build.statement(CLAIM))) == [
        ("C01", "Questions › “What is CRPS?” › Statement 2 › Text")
    ]


def test_why_we_are_not_sure_is_read():
    page = answered(build.statement(kind="early", references=[build.reference()], why_unsure=CLAIM))
    where = "Questions › “What is CRPS?” › Statement 1 › Why we are not sure, or what it does not say"
    assert claims(page) == [("C01", where)]


def test_what_is_kept_for_another_kind_is_not_read_as_readers_do_not_see_it():
    assert claims(answered(build.statement(why_unsure=CLAIM, what_is_known=f"<p>{CLAIM}</p>"))) == []


def test_a_picture_is_read():
    page = answered(build.picture(build.image(description=CLAIM), caption="It carries no risk."))
    assert claims(page) == [
        ("C01", "Questions › “What is CRPS?” › Picture 1 › Picture › Alt text"),
        ("C01", "Questions › “What is CRPS?” › Picture 1 › Caption"),
    ]


def test_a_patient_in_a_picture_is_for_the_reviewer():
    page = answered(build.picture(build.image(description="A patient at the first visit")))
    assert claims(page) == [("C22", "Questions › “What is CRPS?” › Picture 1 › Picture › Alt text")]
    assert claims(answered(build.statement("A patient can ask at any time."), title="Who can ask?")) == []


def test_steps_are_read():
    page = answered(build.steps("Rest.", CLAIM, heading="It carries no risk"))
    assert [place for _, place in claims(page)] == [
        "Questions › “What is CRPS?” › Steps 1 › Heading",
        "Questions › “What is CRPS?” › Steps 1 › Step 2",
    ]


def test_a_care_card_is_read():
    page = answered(build.care_card("you notice no side effects at all", action="<p>It carries no risk.</p>"))
    assert [rule for rule, _ in claims(page)] == ["C01", "C01"]


def test_a_table_is_read():
    page = answered(build.table(["It carries no risk"], [CLAIM], caption="No risks"))
    assert [place.rsplit(" › ")[-1] for _, place in claims(page)] == [
        "Caption",
        "Heading of column 1",
        "Row 1, column 1",
    ]


def test_a_video_is_read():
    assert claims(answered(build.video(title="No side effects"))) == [
        ("C01", "Questions › “What is CRPS?” › Video 1 › Title")
    ]


def test_what_a_key_figure_says_is_read_where_it_stands():
    figure = build.figure(value="about 800", unit="patients")
    page = answered(build.statement(f"<p>We look after {build.inline(figure)}.</p>"))
    assert claims(page) == [("C10", "Questions › “What is CRPS?” › Statement 1 › Text")]


def test_how_a_key_figure_was_counted_is_read_where_it_frames_an_observation():
    figure = build.figure(counted_how="With a method that has no side effects.")
    page = answered(build.statement(kind="clinic_sees", figure=figure.pk))
    assert claims(page) == [("C01", "Questions › “What is CRPS?” › Statement 1 › Who we have counted")]


def test_wordings_of_patients_weigh_one_step_less():
    page = build.topic(live=False, asked_as="vagus nerve no side effects\ncrps spreads in 70 percent")
    found = findings_for(page.get_latest_revision_as_object())
    assert [(one.rule, one.severity) for one in found if one.place.label == "How patients ask it"] == [
        ("C01", "REVIEW"),
        ("C10", "ADVISE"),
    ]


def test_a_service_an_ordinary_page_and_home_are_read():
    assert claims(build.service(live=False, summary=CLAIM)) == [("C01", "Summary")]
    assert claims(build.service("Other", live=False, benefits=[build.statement(CLAIM)])) == [
        ("C01", "Possible benefits › Statement 1 › Text")
    ]
    assert claims(build.standard(live=False, body=[build.block("text", f"<h2>{CLAIM}</h2>")])) == [
        ("C01", "Body › Text 1")
    ]
    home = build.home_page()
    home.headline = CLAIM
    home.picture = build.image(description="The best clinic for CRPS")
    assert [(one.rule, one.place.label) for one in findings_for(home) if one.rule.startswith("C")] == [
        ("C01", "Headline"),
        ("C07", "Picture › Alt text"),
    ]


def test_titles_of_references_are_the_words_of_others():
    source = build.reference(title="A revolutionary cure without side effects")
    assert claims(answered(build.statement(kind="established", references=[source]))) == []


def test_an_unlabelled_observation_and_a_belief_are_to_be_labelled():
    page = answered(build.statement("In our experience it spreads. It is our belief that infection plays a part."))
    assert [rule for rule, _ in claims(page)] == ["C20", "C27"]


def test_a_label_settles_an_observation_and_a_reference_a_number():
    figure = build.figure()
    seen = build.statement("In our experience, half of our patients have it.", "clinic_sees", figure=figure.pk)
    known = build.statement("It spread in 78 of 1,183 people.", "established", references=[build.reference()])
    thought = build.statement("We think so.", "clinic_thinks", what_is_known="<p>Nothing.</p>")
    assert claims(answered(seen, known, thought)) == []


def test_the_label_no_label_shows_no_sources_so_they_settle_nothing():
    page = answered(build.statement("It spread in 70 % of people.", "plain", references=[build.reference()]))
    assert [rule for rule, _ in claims(page)] == ["C10"]
