"""A key figure is written once: one save changes every page that shows it, its place in the search, its data."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from clinic.content.models import KeyFigure
from tests import builders as build

pytestmark = pytest.mark.django_db


def save(figure, **fields):
    for name, value in fields.items():
        setattr(figure, name, value)
    figure.full_clean()
    figure.save()


@pytest.fixture
def figure():
    return build.figure(value="about 800", unit="people")


def everywhere(figure):
    """Pages that show the figure in each place where rich text can stand."""
    said = f"<p>We have seen {build.inline(figure)}.</p>"
    parts = [
        build.statement(said),
        build.steps("Rest.", f"Ask {build.inline(figure)}."),
        build.care_card("new weakness", action=said),
        build.block("table", {"columns": [{"type": "rich_text", "heading": "Seen"}], "rows": [{"values": [said]}]}),
    ]
    build.topic("Short answer", short_answer=said)
    build.topic("Statement", questions=[build.question("How many?", parts[0])])
    build.topic("Steps", questions=[build.question("How many?", parts[1])])
    build.topic("Care card", questions=[build.question("How many?", parts[2])])
    build.topic("Table", questions=[build.question("How many?", parts[3])])
    build.topic(
        "Frame",
        questions=[build.question("How many?", build.statement("It spreads.", kind="clinic_sees", figure=figure.pk))],
    )
    build.service("Service", what_it_is=said, harms=[build.statement(said)])
    build.standard("Page", introduction=said, body=[build.block("text", said)])
    build.changed(build.home_page(), introduction=said)
    build.changed(build.services_page(), introduction=said)


ADDRESSES = [
    "/",
    "/faq/short-answer/",
    "/faq/statement/",
    "/faq/steps/",
    "/faq/care-card/",
    "/faq/table/",
    "/faq/frame/",
    "/services/",
    "/services/service/",
    "/page/",
]


def saying(patient, words):
    return [address for address in ADDRESSES if words in patient.get(address).content.decode()]


def test_one_save_changes_every_page_that_shows_it(figure, patient):
    everywhere(figure)
    assert saying(patient, "about 800 people") == ADDRESSES
    save(figure, value="about 900", unit="persons")
    assert saying(patient, "about 900 persons") == ADDRESSES
    assert saying(patient, "about 800") == []


def found(patient, words):
    return sorted({hit.question for hit in patient.get("/search/", {"q": words}).context["results"]})


def test_one_save_changes_what_search_finds(figure, patient):
    build.topic("Spread", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    build.service("Course", what_it_is=f"<p>We have seen {build.inline(figure)}.</p>")
    assert found(patient, "800") == ["Course", "Spread"]
    save(figure, value="exactly 912")
    assert found(patient, "912") == ["Course", "Spread"]
    assert found(patient, "800") == []


def test_one_save_changes_what_machines_read(figure, patient):
    build.topic("Spread", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    save(figure, value="about 900")
    assert '"description": "We have seen about 900 people."' in patient.get("/faq/spread/").content.decode()


def test_one_save_changes_feeds_and_results(figure, patient):
    build.topic("Spread", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    save(figure, value="about 900")
    assert "We have seen about 900 people." in patient.get("/changes.rss").content.decode()
    assert "We have seen about 900 people." in patient.get("/search/?q=spread").content.decode()


def test_a_figure_that_is_gone_leaves_no_empty_gap(figure, patient):
    build.topic("Spread", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    build.lost(figure)
    assert "We have seen " in (page := patient.get("/faq/spread/").content.decode())
    assert "[figure missing]" in page


def test_words_of_a_figure_are_escaped(patient):
    figure = build.figure(value="<b>800</b>", unit="& more")
    build.topic("Spread", short_answer=f"<p>{build.inline(figure)}</p>")
    assert "&lt;b&gt;800&lt;/b&gt; &amp; more" in patient.get("/faq/spread/").content.decode()


def test_it_lists_the_pages_it_is_used_in(figure, staff):
    everywhere(figure)
    unused = build.figure("Another")
    page = staff("writer").get(f"/admin/snippets/content/keyfigure/edit/{figure.pk}/").content.decode()
    for title in ("Short answer", "Statement", "Steps", "Care card", "Table", "Frame", "Service", "Page"):
        assert f">{title}</a>" in page
    other = staff("writer").get(f"/admin/snippets/content/keyfigure/edit/{unused.pk}/").content.decode()
    assert "Nothing uses this yet." in other


def test_it_must_be_checked_again_after_it_was_counted(figure):
    with pytest.raises(ValidationError, match="Choose a day after the day it was counted."):
        save(figure, check_by=figure.as_of)


def test_it_is_overdue_the_day_after_its_check_was_due(figure):
    figure.check_by = datetime.date(2027, 3, 1)
    figure.save()
    with time_machine.travel("2027-03-01T23:00:00-06:00", tick=False):
        assert not figure.is_overdue
        assert not KeyFigure.objects.overdue().exists()
    with time_machine.travel("2027-03-02T00:30:00-06:00", tick=False):
        assert figure.is_overdue
        assert KeyFigure.objects.overdue().get() == figure


WARNING = "was to be reviewed by"


@pytest.mark.parametrize("place", ["inline", "frame"])
def test_an_overdue_figure_is_flagged_in_the_editor(place, staff):
    old = build.figure(
        as_of=build.TODAY - datetime.timedelta(days=400), check_by=build.TODAY - datetime.timedelta(days=1)
    )
    shown = {
        "inline": build.statement(f"<p>{build.inline(old)}</p>"),
        "frame": build.statement(kind="clinic_sees", figure=old.pk),
    }
    topic = build.topic(questions=[build.question("How many?", shown[place])])
    page = staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert WARNING in page
    assert f"/admin/snippets/content/keyfigure/edit/{old.pk}/" in page


def test_a_figure_that_is_not_due_is_not_flagged(figure, staff):
    topic = build.topic(short_answer=f"<p>{build.inline(figure)}</p>")
    assert WARNING not in staff("writer").get(f"/admin/pages/{topic.pk}/edit/").content.decode()


def test_a_frame_that_only_holds_a_place_is_refused(figure):
    with pytest.raises(ValidationError) as refused:
        save(figure, counted_how="The clinic has still to supply how it counted.", period="TBD")
    assert refused.value.message_dict == {
        "counted_how": ["Write this before anybody can rely on the number. Take out: still to supply"],
        "period": ["Write this before anybody can rely on the number. Take out: TBD"],
    }
