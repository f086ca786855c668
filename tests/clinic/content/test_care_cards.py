"""A care card names whom to call, and dials nobody who is not the one to help."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from clinic.content.blocks import CareCardBlock
from tests import builders as build

CARD = CareCardBlock()


def card(heading, level="urgent_other"):
    return CARD.to_python({"level": level, "heading": heading, "items": ["a fever"], "action": ""})


def test_a_card_for_somebody_else_begins_with_whom_and_is_urgent():
    assert card("your surgeon today if").spoken("911") == "Urgent: Call your surgeon today if"


@pytest.mark.parametrize(("level", "dials"), [("urgent_other", False), ("urgent", True)])
def test_only_the_clinics_own_card_dials_the_clinic(patient, level, dials):
    build.details(phone="(555) 555-0100")
    build.topic(
        questions=[build.question("When?", build.care_card("a fever", level=level, heading="your nurse today"))]
    )
    page, markdown = (patient.get(f"/faq/what-is-crps{end}").content.decode() for end in ("/", ".md"))
    shown = page.split('<section class="care-card"')[1].split("</section>")[0]
    assert ("tel:" in shown) is dials
    assert ("Call (" in markdown.split("- a fever")[1].split("##")[0]) is dials


def test_it_is_refused_without_whom_to_call():
    with pytest.raises(ValidationError) as refused:
        CARD.clean(card(""))
    assert "Say whom to call" in str(refused.value.block_errors)
    assert CARD.clean(card("your surgeon today"))["heading"] == "your surgeon today"


def test_what_it_tells_of_the_clinic():
    assert [CARD.details_in(card("x", level)) for level, _ in CARD.LEVELS] == [
        ["phone"],
        ["phone", "when_closed"],
        [],
        ["emergency_number"],
    ]


@pytest.mark.parametrize(("level", "tells"), [("urgent", True), ("emergency", False), ("non_urgent", False)])
def test_a_card_says_whom_to_call_first_and_where_to_go_when_nobody_answers(patient, level, tells):
    build.details(phone="(555) 555-0100", when_closed="Go to the night clinic.")
    build.topic(questions=[build.question("When?", build.care_card("a fever", level=level))])
    page, markdown = (patient.get(f"/faq/what-is-crps{end}").content.decode() for end in ("/", ".md"))
    before_the_signs = page.split('<section class="care-card"')[1].split("a fever")[0]
    assert "tel:" in before_the_signs
    assert ("night clinic" in before_the_signs, "night clinic" in markdown) == (tells, tells)


def test_how_urgent_a_card_is_can_be_told_without_colour(patient):
    cards = [build.care_card("a fever", level=level) for level in ("urgent", "non_urgent")]
    build.topic(questions=[build.question("When?", *cards)])
    page = BeautifulSoup(patient.get("/faq/what-is-crps/").content, "html.parser")
    headings = page.select(".care-card__heading")
    assert [" ".join(one.get_text().split()) for one in headings] == [
        "Urgent: Call us today if:",
        "Not urgent: Call us if:",
    ]
    assert not page.select(".care-card__heading .vh")
    assert len({str(one.select_one(".icon")) for one in headings}) == 2
