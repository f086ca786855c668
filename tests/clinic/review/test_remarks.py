"""A reviewer asks for a change in one passage: its writer answers there, and the next reviewer reads both."""

import datetime
import html
import re

import pytest
from django.core import mail
from wagtail.models import Site

from clinic.checks.runner import findings_for
from clinic.review import signing_links
from clinic.review.content_hash import content_hash
from clinic.review.last_signed import Earlier
from clinic.review.models import Remark, Review
from clinic.review.newest_words import NewestWords
from clinic.review.remarks import asked_in
from clinic.site.models import ClinicDetails
from clinic.staff.reviewing.page_reading import Reading
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
KEY = "questions:q1:s1"


def asked(text="CRPS causes lasting pain."):
    said = build.block("statement", build.statement(text)["value"], id="s1")
    return [build.question("What is it?", said, id="q1")]


@pytest.fixture
def page():
    page = build.topic(live=False, questions=asked())
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    return TopicPage.objects.get(pk=page.pk)


def ask(browser, address, page, **said):
    newest = page.get_latest_revision_as_object()
    posted = {"seen": content_hash(newest), "outcome": "change", "note": ""} | said
    return browser.post(address, posted, follow=True)


def screen(page):
    return f"/admin/checking/{page.pk}/"


def remarks(page):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [one for one in findings_for(newest) if one.rule == "remark"]


def reworded(page, text):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    newest.questions = TopicPage._meta.get_field("questions").to_python(asked(text))
    newest.save_revision(user=member("writer"), clean=False)


def test_the_writer_reads_it_beside_the_passage_until_its_words_change(page, staff):
    assert f'name="remark_{KEY}"' in staff("reviewer").get(screen(page)).text
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    (found,) = remarks(page)
    assert found.place.anchor == "#block-s1-section"
    assert (found.excerpt, found.message) == ("Say for how long.", "Dr Ruth Okafor asks for a change here.")
    shown = html.unescape(staff("writer").get(f"/admin/pages/{page.pk}/edit/").text)
    assert "Say for how long." in shown
    reworded(page, "CRPS causes pain for six months or more.")
    assert not remarks(page)


def test_the_note_that_everybody_reads_has_it_too(page, staff):
    ask(staff("reviewer"), screen(page), page, note="Almost.", **{f"remark_{KEY}": "Say for how long."})
    note = Review.objects.of(page).first().note
    assert note.startswith("Almost.\n") and note.endswith("CRPS causes lasting pain.: Say for how long.")
    assert "Say for how long." in mail.outbox[-1].body


def test_its_heading_there_is_not_cut_inside_a_word(page, staff):
    reworded(page, "CRPS causes pain that lasts longer than others do after the same injury of a part of the body.")
    page.refresh_from_db()
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    said = "longer than others do after the same injury of a …: Say for how long."
    assert Review.objects.of(page).first().note.endswith(said)


def test_what_is_asked_of_a_passage_that_cannot_be_found_again_is_in_the_note(page, staff):
    ask(staff("reviewer"), screen(page), page, note="Almost.", remark_gone="Say for how long.")
    assert Review.objects.of(page).first().note == "Almost.\nSay for how long."


def rows_asked(page):
    """`{key of a passage: [what was asked there, what became of the words, the answer]}`, as it is reviewed next."""
    newest = NewestWords.of(TopicPage.objects.get(pk=page.pk))
    text = Reading(newest.words, Earlier.of(newest.page), [])
    text.put_asked(asked_in(newest))
    return {
        row.key: [[one.remark.said, one.state_in_words, one.remark.answer] for one in row.asked]
        for row in text.to_remark_on
        if row.asked
    }


def test_whoever_reviews_it_next_sees_what_became_of_it(page, staff):
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    assert rows_asked(page) == {KEY: [["Say for how long.", "Not changed since.", ""]]}
    shown = html.unescape(staff("reviewer").get(screen(page)).text)
    assert "1 change asked for before" in shown
    assert "Dr Ruth Okafor asked," in shown and "Not answered." in shown
    reworded(page, "CRPS causes pain for six months or more.")
    said = "Changed since: “CRPS causes lasting pain.” became “CRPS causes pain for six months or more.”."
    assert rows_asked(page) == {KEY: [["Say for how long.", said, ""]]}


def test_the_writer_answers_beside_the_words_and_the_next_reviewer_reads_it(page, staff, anyone):
    ask(staff("reviewer"), screen(page), page, note="Almost.", **{f"remark_{KEY}": "Say for how long."})
    shown = html.unescape(staff("writer").get("/admin/asked/", {"at": f"/admin/pages/{page.pk}/edit/"}).text)
    assert 'data-anchor="#block-s1-section"' in shown
    assert "“Say for how long.”" in shown and "“Almost.”" in shown
    remark = Remark.objects.get(key=KEY)
    kept = staff("writer").post(f"/admin/asked/{remark.pk}/answer/", {"answer": "It says so below."})
    assert "Your answer is kept." in kept.text
    assert rows_asked(page) == {KEY: [["Say for how long.", "Not changed since.", "It says so below."]]}
    newest = page.get_latest_revision_as_object()
    _link, token = signing_links.invite(page, member("admin"), content_hash(newest), build.clinician())
    for browser, address in ((staff("reviewer"), screen(page)), (anyone, f"/sign/{token}/")):
        shown = html.unescape(browser.get(address).text)
        assert "answers," in shown and "It says so below." in shown
        assert "Earlier decisions" in shown and "Change asked for by Dr Ruth Okafor" in shown


def test_nobody_answers_for_what_they_may_not_edit_nor_with_nothing(page, staff, anyone):
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    address = f"/admin/asked/{Remark.objects.get().pk}/answer/"
    assert staff("writer").post(address, {"answer": " "}).status_code == 400
    anyone.post(address, {"answer": "No."})
    build.signed(page, answer="It says so below.")
    assert staff("writer").post(address, {"answer": "Too late."}).status_code == 404
    assert Remark.objects.get().answer == ""


# What is kept elsewhere -------------------------------------------------------------------------------------------


def board_of(browser):
    return html.unescape(browser.get("/admin/board/").text)


def test_what_is_asked_of_a_word_of_the_glossary_reaches_whoever_wrote_that(staff):
    word = build.term(meaning="A hot towel.")
    word.save_revision(user=member("publisher"))
    page = build.topic(live=False, short_answer=f"<p>It is {build.marked(word)}.</p>")
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    key = f"faq.GlossaryTerm:{word.pk}"
    assert f'name="remark_{key}"' in staff("reviewer").get(screen(page)).text
    ask(staff("reviewer"), screen(page), page, **{f"remark_{key}": "It is no towel."})
    assert Remark.objects.about(word).get().said == "It is no towel."
    [letter] = [one for one in mail.outbox if "allodynia" in one.subject]
    assert letter.to == [member("publisher").email] and "It is no towel." in letter.body
    address = f"/admin/snippets/faq/glossaryterm/edit/{word.pk}/"
    assert address in letter.body
    assert "Dr Ruth Okafor asks for a change: “It is no towel.”" in board_of(staff("publisher"))
    assert "It is no towel." in staff("publisher").get("/admin/asked/", {"at": address}).text
    assert key in rows_asked(page)


def test_what_is_asked_of_a_change_of_a_shared_text_reaches_its_writer(staff):
    figure = build.figure()
    build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    figure.value = "about 850"
    figure.save_revision(user=member("writer"))
    address = f"/admin/shared-texts/content.keyfigure/{figure.pk}/"
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', staff("reviewer").get(address).text)[1]
    staff("reviewer").post(address, {"seen": seen, "outcome": "change", "note": "Who counted?"})
    [letter] = [one for one in mail.outbox if "Change asked for" in one.subject]
    assert letter.to == [member("writer").email] and "Who counted?" in letter.body
    assert "Dr Ruth Okafor asks for a change: “Who counted?”" in board_of(staff("writer"))
    edit = f"/admin/snippets/content/keyfigure/edit/{figure.pk}/"
    assert "Who counted?" in staff("writer").get("/admin/asked/", {"at": edit}).text
    staff("writer").post(f"/admin/asked/{Remark.objects.get().pk}/answer/", {"answer": "Our records team."})
    assert "Who counted?" not in board_of(staff("writer"))
    shown = staff("reviewer").get(address).text
    assert "Who counted?" in shown and "Our records team." in shown


def test_what_is_asked_of_a_detail_of_the_clinic_reaches_the_admins(staff):
    details = ClinicDetails.for_site(Site.objects.get())
    details.phone = "555 0100"
    details.save()
    admin = member("admin")
    page = build.topic(live=False, questions=[build.question("What now?", build.care_card("It is blue"))])
    page.save_revision(user=member("writer"))
    said = ask(staff("reviewer"), screen(page), page, **{"remark_details:phone": "Nobody answers there."})
    assert said.status_code == 200
    [letter] = [one for one in mail.outbox if "Clinic details" in one.subject]
    assert letter.to == [admin.email]
    assert "Nobody answers there." in board_of(staff("admin"))
    edit = f"/admin/settings/site/clinicdetails/{details.site_id}/"
    shown = staff("admin").get("/admin/asked/", {"at": edit}).text
    assert 'data-field="phone"' in shown and "Not changed since." in shown
    assert "Nobody answers" not in staff("writer").get("/admin/asked/", {"at": edit}).text


def test_an_approval_ends_it(page, staff):
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    build.signed(page, answer="It says so below.")
    assert not remarks(page)


def test_by_a_link_too(page, staff, anyone):
    newest = page.get_latest_revision_as_object()
    _link, token = signing_links.invite(page, member("admin"), content_hash(newest), build.clinician())
    assert f'name="remark_{KEY}"' in anyone.get(f"/sign/{token}/").text
    ask(anyone, f"/sign/{token}/", page, **{f"remark_{KEY}": "Say for how long."})
    assert [one.message for one in remarks(page)] == ["Dr Maya Ortiz, pain consultant, MD asks for a change here."]


def test_nobody_approves_and_asks_at_once_and_nobody_asks_for_nothing(page, staff):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    signs = {"outcome": "sign", "sources_checked": "on", "next_due": due, f"remark_{KEY}": "Say for how long."}
    assert "Ask for a change, or take this out" in ask(staff("reviewer"), screen(page), page, **signs).text
    assert "Write what should change." in ask(staff("reviewer"), screen(page), page).text
    assert not Review.objects.of(page).exists()


def test_the_decision_says_what_was_refused_beside_the_text_and_leads_there(page, staff):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    signs = {"outcome": "sign", "sources_checked": "on", "next_due": due, f"remark_{KEY}": "Say for how long."}
    shown = html.unescape(ask(staff("reviewer"), screen(page), page, **signs).text)
    box = shown[shown.index('id="decide"') : shown.index('id="decision"')]
    assert "“Say for how long.” Ask for a change, or take this out" in box
    assert f'href="#id_remark_{KEY}"' in box
    assert f'id="id_remark_{KEY}"' in shown
