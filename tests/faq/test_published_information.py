"""What authorities, hospitals, makers and experts publish has a label of its own, and no study bears it."""

import pytest

from clinic.checks.runner import findings_for
from faq.blocks import StatementBlock
from faq.choosing_kinds import suggestion_for
from faq.leaflet_order import Weight, weights_of
from tests import builders as build

pytestmark = pytest.mark.django_db

UNSAID = "How often it happens."


def found(page, *rules):
    return [one for one in findings_for(page.get_latest_revision_as_object()) if one.rule in rules]


def answered(*parts):
    return build.topic(live=False, questions=[build.question("What harm?", *parts)])


def warned(*sources, kind="published", text="It may harm.", **options):
    options = {"why_unsure": UNSAID} | options
    return build.statement(text, kind, references=list(sources), **options)


def source(design="public_information", title="A warning", **options):
    return build.reference(title, design=design, **options)


def published(**options):
    """A live topic with one such statement."""
    return build.topic(questions=[build.question("What harm?", warned(source(), **options))])


@pytest.mark.parametrize("design", ["public_information", "maker", "guideline"])
def test_one_source_that_publishes_is_enough(design):
    page = answered(warned(source(design), source("rct", "A trial")))
    assert found(page, "published", "published-as-early", "unsupported") == []


@pytest.mark.parametrize(
    ("designs", "choose"),
    [
        (["rct"], "Early or mixed research"),
        (["opinion"], "Early or mixed research"),
        (["systematic_review"], "Established evidence"),
        (["rct", "cohort"], "Established evidence"),
    ],
)
def test_studies_alone_stop_sign_off_and_the_message_says_which_kind_they_bear(designs, choose):
    made = [source(one, f"Source {at}", seen="abstract") for at, one in enumerate(designs)]
    (gap,) = found(answered(warned(*made)), "published")
    assert (gap.severity, gap.overridable) == ("BLOCK", False)
    assert f"Choose “{choose}”." in gap.suggestion


def test_what_was_taken_back_publishes_nothing():
    gone = source(retracted=True)
    assert found(answered(warned(gone, source("rct", "A trial"))), "published")


def test_research_that_rests_only_on_it_gets_advice_and_no_more():
    (advice,) = found(answered(warned(source(), source("maker", "A manual"), kind="early")), "published-as-early")
    assert advice.severity == "ADVISE"
    assert "Choose “Published health information”" in advice.suggestion


def test_research_beside_it_stays_research():
    assert found(answered(warned(source(), source("rct", "A trial"), kind="early")), "published-as-early") == []


def test_the_list_of_statements_suggests_it_and_shows_the_advice(staff):
    topic = build.topic(questions=[build.question("What harm?", warned(source(), kind="early"))])
    said = staff("writer").get(f"/admin/pages/{topic.pk}/kinds/?show=all").content.decode()
    assert "This rests only on what a health authority" in said
    value = topic.questions[0].value["answer"][0].value
    assert "Published health information" in suggestion_for(value, "It may harm.").kinds


@pytest.mark.parametrize("designs", [["guideline"], ["guideline", "maker"], [None]])
def test_nor_does_it_suggest_it_for_what_a_guideline_or_nothing_bears(designs):
    value = build.statement("Ask first.", kind="")["value"]
    value = StatementBlock().to_python(value)
    value["references"] = [design and source(design, f"Source {at}") for at, design in enumerate(designs)]
    assert suggestion_for(value, "Ask first.").kinds == "“Established evidence” or “Early or mixed research”"


CLAIM = "It has no side effects."


@pytest.mark.parametrize(("text", "unsaid"), [(CLAIM, UNSAID), ("It may harm.", CLAIM)])
def test_the_claims_check_reads_it_and_what_it_does_not_say(text, unsaid):
    assert len(found(answered(warned(source(), text=text, why_unsure=unsaid)), "C01")) == 1


def test_readers_see_the_label_and_what_it_does_not_say(patient):
    published()
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert 'data-kind="published"' in page and "Published health information" in page
    assert f"<strong>What it does not say:</strong> {UNSAID}" in page
    assert "Published information, not a study." in page
    assert "Why we are not sure" not in page


@pytest.mark.parametrize("view", ["leaflet/", "large-print/"])
def test_paper_tells_it_too(patient, view):
    published()
    page = patient.get(f"/faq/what-is-crps/{view}").content.decode()
    assert "Published health information" in page and "What it does not say:" in page


def test_programs_read_it_with_its_label(patient):
    topic = published()
    assert "**Published health information**\n\nIt may harm.\n\nWhat it does not say: How often" in (
        patient.get("/faq/what-is-crps.md").content.decode()
    )
    assert "Published health information: It may harm. What it does not say: How often it happens." in (
        patient.get("/faq/what-is-crps/").content.decode()
    )
    (said,) = patient.get(f"/api/v2/topics/{topic.pk}/").json()["questions"][0]["answer"]
    assert (said["kind"], said["why_unsure"]) == ("published", UNSAID)
    assert said["references"][0]["design"] == "public_information"
    assert "**Published health information**: " in patient.get("/llms.txt").content.decode()


def test_a_page_that_tells_it_is_checked_again_within_a_year():
    assert published().review_within == 12


def test_a_leaflet_gives_it_room_with_the_evidence():
    (part,) = published().questions[0].value["answer"]
    assert weights_of([part]) == [Weight.EVIDENCE]
