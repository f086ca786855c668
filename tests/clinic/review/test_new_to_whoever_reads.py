"""What became another while a screen was open is named; what is new since somebody decided about a text is marked."""

import html
import re

import pytest
from wagtail.log_actions import log

from clinic.content.models import ClinicImage
from clinic.review.models import Review
from clinic.review.seen_parts import SeenParts
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_off import check_url, draft_by, form_for
from tests.clinic.review.test_who_changed import told

pytestmark = pytest.mark.django_db


def noted(page_of_form):
    return re.search(r'name="seen_parts" value="([^"]*)"', page_of_form)[1]


def opened(browser, page, **said):
    """The form as it is on a screen that somebody opens now."""
    shown = browser.get(check_url(page)).text
    return form_for(page, seen_parts=noted(shown), **said)


def saved(page, who="publisher", **fields):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.save_revision(user=member(who), clean=False)


def hindered(answer):
    """What stands in the box of the decision, without tags; and its links."""
    text = html.unescape(answer.text)
    box = text[text.index('id="decide"') : text.index('id="decision"')]
    return " ".join(re.sub("<[^>]+>", " ", box).split()), re.findall(r'href="#([^"]+)"', box)


def other_file(image, who):
    image = ClinicImage.objects.get(pk=image.pk)
    image.file = build.picture_file("red", name="other.png")
    image.save()
    log(image, "wagtail.edit", user=member(who))


# While the screen was open ------------------------------------------------------------------------------------------


def test_what_changed_meanwhile_is_named_with_its_hand_and_its_place(staff):
    page = draft_by("writer")
    form = opened(staff("reviewer"), page)
    saved(page, short_answer="<p>It is rare.</p>")
    answer = staff("reviewer").post(check_url(page), form)
    said, links = hindered(answer)
    assert "The text has changed since you opened this screen." in said
    assert "Short answer , by Pablo Marsh," in said and "Questions" not in said
    [link] = links
    assert f'id="{link}"' in answer.text


def test_a_picture_that_was_replaced_is_named_and_a_second_press_does_not_approve(staff):
    image = build.image()
    page = draft_by("writer", questions=[build.question("How often?", build.picture(image), id="q1")])
    form = opened(staff("reviewer"), page)
    other_file(image, "publisher")
    answer = staff("reviewer").post(check_url(page), form)
    said, links = hindered(answer)
    assert "Picture in “" in said and ", by Pablo Marsh," in said and len(links) == 1
    posted = answer.context["form"]
    assert not posted["sources_checked"].value() and posted["seen"].value() != form["seen"]
    again = {"seen": posted["seen"].value(), "seen_parts": posted["seen_parts"].value(), "outcome": "sign"}
    again |= {"next_due": form["next_due"], "note": ""}
    assert "Tick this once you have checked the sources." in staff("reviewer").post(check_url(page), again).text
    assert not Review.objects.of(page).exists()
    staff("reviewer").post(check_url(page), again | {"sources_checked": "on"})
    assert Review.objects.of(page).approving().exists()


def test_a_detail_of_the_clinic_and_what_is_gone_are_named(staff):
    build.details(phone="555 0100")
    card = build.question("What now?", build.care_card("It is blue"), id="q1")
    page = draft_by("writer", questions=[card, build.question("Why?", id="q2")])
    form = opened(staff("reviewer"), page)
    build.details(phone="555 0199")
    saved(page, questions=TopicPage._meta.get_field("questions").to_python([card]))
    said, _links = hindered(staff("reviewer").post(check_url(page), form))
    assert "Clinic details: Phone" in said and "parts taken away" in said


def test_before_publishing_it_is_named_too(staff):
    page = draft_by("writer")
    build.signed(page)
    shown = staff("publisher").get(f"/admin/publishing/{page.pk}/").text
    form = {"seen": build.seen(page), "seen_parts": noted(shown)}
    page = TopicPage.objects.get(pk=page.pk)
    saved(page, "writer", short_answer="<p>It is rare.</p>")
    build.signed(TopicPage.objects.get(pk=page.pk))
    shown = html.unescape(staff("publisher").post(f"/admin/publishing/{page.pk}/", form).text)
    assert "Since you opened it:" in shown and "Short answer</a>, by Wren Adeyemi" in shown
    assert not TopicPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("typed", ["", "x", "1.2.abc", "99999999999.1.", "-1.5.00"])
def test_whatever_is_typed_there_does_no_harm(staff, typed):
    page = draft_by("writer")
    form = form_for(page, seen="0" * 64, seen_parts=typed)
    answer = staff("reviewer").post(check_url(page), form)
    assert answer.status_code == 200 and "The text has changed since" in answer.text


def test_the_note_of_what_was_shown_is_short_and_tells_keys_and_words_apart():
    words = {f"questions:{number}:{'a' * 36}": f"Sentence {number}." for number in range(300)}
    seen = SeenParts.read(str(SeenParts.of(7, words)))
    assert len(str(seen)) < 5000
    other = words | {[*words][3]: "Another."}
    del other[[*words][5]]
    assert [*seen.others(other)] == [[*words][3]] and seen.gone(other) == 1


# A picture in the place of another ----------------------------------------------------------------------------------


def test_who_replaced_a_picture_is_named_beside_whoever_wrote_around_it(staff):
    image = build.image()
    page = build.topic(questions=[build.question("How often?", build.picture(image) | {"id": "p1"}, id="q1")])
    caption = [build.question("How often?", build.picture(image, "Both hands") | {"id": "p1"}, id="q1")]
    saved(page, "writer", questions=TopicPage._meta.get_field("questions").to_python(caption))
    other_file(image, "publisher")
    [state] = told(staff("reviewer"), page)
    assert "by Wren Adeyemi" in state and "; the picture itself by Pablo Marsh" in state
    shown = html.unescape(staff("reviewer").get(check_url(page)).text)
    assert "1 part changed, last by Pablo Marsh" in " ".join(shown.split())


def test_where_nothing_but_the_picture_changed_only_its_hand_is_named(staff):
    image = build.image()
    page = build.topic(questions=[build.question("How often?", build.picture(image), id="q1")])
    other_file(image, "publisher")
    saved(page, "writer")
    [state] = told(staff("reviewer"), page)
    assert "Changed (the picture itself) by Pablo Marsh" in state and "Wren" not in state


# In a second round --------------------------------------------------------------------------------------------------


def asked_again(staff, page, **fields):
    """The screen after the reviewer asked for a change and the writer changed these fields."""
    page.refresh_from_db()
    staff("reviewer").post(check_url(page), form_for(page, outcome="change", note="Almost."))
    saved(page, "writer", **fields)
    return html.unescape(staff("reviewer").get(check_url(page)).text)


def test_what_is_new_since_one_asked_is_marked_among_all_that_changed(staff):
    page = build.topic()
    saved(page, "writer", title="What is CRPS, then?")
    shown = asked_again(staff, page, short_answer="<p>It is rare.</p>")
    assert "2 parts changed" in shown and "1 part is new since you asked for a change," in shown
    assert shown.count("New since you asked,") == 1
    row = re.search(
        r'<div class="passage"[^>]*id="change-\d"(?:(?!<div class="passage").)*New since you asked', shown, re.S
    )
    assert "It is rare" in shown[row.start() : row.end() + 2000]


def test_what_is_as_it_was_approved_again_is_marked_too(staff):
    page = build.topic()
    title = page.title
    saved(page, "writer", title="What is CRPS, then?")
    shown = asked_again(staff, page, title=title)
    assert "1 part is new since you asked for a change," in shown


def test_nothing_new_is_said_and_a_first_reader_is_told_nothing(staff):
    page = draft_by("writer")
    assert "new since you" not in staff("reviewer").get(check_url(page)).text
    assert "Nothing is new since you asked for a change," in asked_again(staff, page, slug="other")


def test_after_an_approval_the_changes_say_it_already(staff):
    page = build.topic()
    saved(page, "writer", title="What is CRPS, then?")
    shown = staff("reviewer").get(check_url(page)).text
    assert "1 part changed" in shown and "new since you" not in shown
