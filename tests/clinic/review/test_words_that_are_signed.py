"""The words of a page are what is read, files included, and nothing else."""

import datetime
import re
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Comment

from clinic.archive.models import Edition
from clinic.content.models import ClinicDocument
from clinic.pages.handing_over import hand_over
from clinic.review import going_live
from clinic.review.authors import authors_of
from clinic.review.content_hash import content_hash, own_words
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.review_status import review_status
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
CHANGED = "Something on this page has changed since"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """What waits for the end of a transaction is done at once: the test's own transaction never ends."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, *args, **kwargs: do())


def with_chart(**fields):
    chart = build.image("Chart", "A chart: 3 of 10 got better")
    page = build.topic(questions=[build.question("How many?", build.statement(), build.picture(chart))], **fields)
    return page, chart


def replace_file(chart, colour="red"):
    chart.file = build.picture_file(colour)
    chart.save()


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def read_now(patient, page):
    return patient.get(f"/faq/{page.slug}/").content.decode()


# Files belong to them -------------------------------------------------------------------------------------------------


def test_a_replaced_picture_takes_the_signature_off(patient):
    page, chart = with_chart()
    assert review_status(fresh(page)).is_checked

    replace_file(chart)

    assert review_status(fresh(page)).changed_since
    assert CHANGED in read_now(patient, page)


@pytest.mark.parametrize(
    "typed",
    [
        ' data-block-key="Nobody needs a doctor for it."',
        ' DATA-BLOCK-KEY="x" data-block-key="It leaves on its own."',
        '<p data-block-key="x">It leaves on its own.</p>',
        "<!-- It leaves on its own. -->",
        '<a id="3" linktype="page">',
        '<embed embedtype="key-figure" id="1"/>',
        "&#x200b;&nbsp;&lt;",
        "{{ page.title }}{% if 0 %}",
    ],
)
def test_what_is_typed_in_the_manner_of_code_is_words(typed):
    """As the editor keeps it: it escapes the signs that begin and end a tag, not the quotation mark."""
    kept = f'<p data-block-key="a1b2c">It can spread.{escape(typed).replace("&quot;", chr(34))}</p>'
    page = build.topic(short_answer='<p data-block-key="a1b2c">It can spread.</p>')
    before = content_hash(page)
    page.short_answer = kept
    assert content_hash(page) != before


def test_two_pictures_that_change_places_are_other_words():
    one, two = build.image("One", "A chart"), build.image("Two", "A chart")
    page = build.topic(questions=[build.question("How?", build.picture(one), build.picture(two))])
    before = content_hash(page)
    stream = TopicPage._meta.get_field("questions").to_python(
        [build.question("How?", build.picture(two), build.picture(one))]
    )
    page.questions = stream
    assert content_hash(page) != before


@pytest.mark.parametrize(
    "moved",
    [
        build.table(["Sign", ""], ["", "Swelling"]),
        build.table(["", "Sign"], ["Swelling", ""]),
        build.table(["Sign", ""], ["Swelling", ""], ["", ""]),
        build.table(["Sign", "", ""], ["Swelling", "", ""]),
    ],
)
def test_a_cell_in_another_column_is_other_words(moved):
    page = build.topic(questions=[build.question("Which?", build.table(["Sign", ""], ["Swelling", ""]))])
    before = content_hash(page)
    page.questions = page.questions.stream_block.to_python([build.question("Which?", moved)])
    assert content_hash(page) != before


def test_a_replaced_document_takes_the_signature_off():
    leaflet = ClinicDocument.objects.create(title="Leaflet", file=build.pdf_file(b"one"))
    page = build.topic(short_answer=f'<p>Read <a linktype="document" id="{leaflet.pk}">this</a>.</p>')
    leaflet.file = build.pdf_file(b"two")
    leaflet.save()
    assert review_status(fresh(page)).changed_since


def test_the_title_of_a_picture_is_for_staff():
    page, chart = with_chart()
    chart.title = "Chart of 2026"
    chart.save()
    assert review_status(fresh(page)).is_checked


def test_the_picture_of_a_past_day_can_still_be_seen(staff):
    page, chart = with_chart()
    first = chart.file.read()
    replace_file(chart)
    chart.file.storage.delete("images/hand.png")
    old, new = Edition.objects.of(page).order_by("live_from")
    (kept,) = old.files
    shown = staff("writer").get(f"/admin/record/file/{kept['name']}")
    assert b"".join(shown.streaming_content) == first
    assert new.files[0]["name"] != kept["name"]
    said = staff("writer").get(f"/admin/record/page/{page.pk}/?edition={old.pk}").content.decode()
    assert f"/admin/record/file/{kept['name']}" in said


def test_only_files_of_the_record_are_shown(staff, anyone):
    page, _chart = with_chart()
    assert staff("writer").get("/admin/record/file/secret_key").status_code == 404
    assert staff("writer").get(f"/admin/record/file/{'0' * 40}.png").status_code == 404
    name = Edition.objects.of(page).get().files[0]["name"]
    assert anyone.get(f"/admin/record/file/{name}").status_code == 302


def test_before_a_picture_is_replaced_its_pages_are_named(staff):
    page, chart = with_chart()
    for role in ("publisher", "admin"):
        assert page.title in staff(role).get(f"/admin/images/{chart.pk}/").content.decode()


def test_whoever_uploaded_a_picture_may_not_change_or_delete_it_once_a_page_shows_it(staff):
    page, chart = with_chart()
    chart.uploaded_by_user = member("writer")
    chart.save()
    staff("writer").post(f"/admin/images/{chart.pk}/delete/")
    answer = staff("writer").post(
        f"/admin/images/{chart.pk}/",
        {"title": "x", "description": "x", "file": build.picture_file("red"), "collection": chart.collection_id},
    )
    chart.refresh_from_db()
    assert (chart.title, answer.status_code) == ("Chart", 200)
    assert page.title in answer.content.decode()


@pytest.mark.parametrize("path", ["/admin/images/{}/delete/", "/admin/bulk/content/clinicimage/delete/?id={}"])
def test_nobody_deletes_a_picture_that_a_page_shows(staff, path):
    _page, chart = with_chart()
    answer = staff("admin").post(path.format(chart.pk), follow=True)
    assert type(chart).objects.filter(pk=chart.pk).exists()
    assert "What is CRPS?" in answer.content.decode()


def test_a_picture_that_no_page_shows_can_be_deleted(staff):
    unused = build.image()
    staff("admin").post(f"/admin/images/{unused.pk}/delete/")
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def another(text, field):
    """Another value for this field of a shared text, which its form would take."""
    value = getattr(text, field.name)
    if field.choices:
        return next(code for code, _ in field.choices if code != value)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateField):
        return (value or build.TODAY) + datetime.timedelta(days=1)
    return {"doi": "10.1000/182", "pmid": "20493633", "url": "https://other.example/"}.get(field.name, "7777")


@pytest.mark.parametrize("kind", ["figure", "source", "word"])
def test_all_that_patients_read_of_a_shared_text_is_signed_and_nothing_else(kind, patient):
    """Field by field."""
    scene = scene_of_all()
    page, text = scene["page"], scene[kind]
    if kind == "source":
        type(text).objects.update(doi="10.1000/1", pmid="1")
        text.refresh_from_db()
    words, before, shown = content_hash(fresh(page)), text.content(), main(patient, page)
    read, signed = set(), set()
    for field in text.written():
        type(text).objects.update(**{field.attname: another(text, field)})
        read |= {field.name} if main(patient, page) != shown else set()
        signed |= {field.name} if content_hash(fresh(page)) != words else set()
        type(text).objects.update(**before)
    # Told to programs only, or where there is no other address.
    assert (read - signed, signed - read) == (set(), {"source": {"people_counted"}}.get(kind, set()))


def main(patient, page):
    return re.search("<main.*</main>", read_now(patient, page), re.S)[0]


# Nothing else does ----------------------------------------------------------------------------------------------------


def test_a_leavers_pages_can_still_be_confirmed_by_their_reviewer(staff):
    page = build.topic(responsible=member("writer"))
    hand_over(member("writer"), member("publisher"), member("admin"))
    form = {"seen": build.seen(page), "outcome": "sign", "sources_checked": "on"}
    due = (build.TODAY + datetime.timedelta(days=400)).isoformat()
    said = staff("reviewer").post(f"/admin/checking/{page.pk}/", form | {"next_due": due})
    assert said.status_code == 302
    assert Review.objects.of(page).first().outcome == "still_accurate"
    assert review_status(fresh(page)).is_checked


def test_a_comment_does_not_take_the_right_to_sign():
    page = build.topic(live=False)
    page.save_revision(user=member("writer"))
    page.wagtail_admin_comments.add(Comment(user=member("reviewer"), text="Say how many.", contentpath="title"))
    page.save_revision(user=member("reviewer"))
    assert member("reviewer").pk not in authors_of(NewestWords.of(page))
    build.signed(page)
    assert Review.objects.of(page).get().reviewer == member("reviewer")


def test_a_save_that_changes_no_word_does_not_take_the_right_to_sign():
    page = build.topic(live=False)
    page.asked_as = "why does it hurt\nwhat is it"
    page.save_revision(user=member("writer"))
    newest = page.get_latest_revision_as_object()
    newest.responsible, newest.asked_as = member("writer"), newest.asked_as.replace("\n", "\r\n")
    newest.save_revision(user=member("reviewer"))
    build.signed(page)


def test_the_numbers_that_the_editor_gives_to_paragraphs_are_no_words():
    numbered = build.statement('<p data-block-key="x1y2z">CRPS is a condition that causes lasting pain.</p>')
    page = build.topic(questions=[build.question("What?", build.statement())], short_answer="<p>Pain.</p>")
    before = content_hash(page)
    page.questions = TopicPage._meta.get_field("questions").to_python([build.question("What?", numbered)])
    page.short_answer = '<p data-block-key="a1b2c">Pain.</p>'
    assert content_hash(page) == before


def test_ways_to_ask_for_a_service_change_its_approved_words_only_where_there_are_some():
    service = build.service()
    assert "asked_as" not in own_words(service)
    before = content_hash(service)
    service.asked_as = "pool sessions"
    assert content_hash(service) != before


def test_words_that_are_put_back_do_not_hide_who_wrote_what_stands_between():
    page = build.topic(live=False)
    page.save_revision(user=member("writer"))
    page.asked_as = "other words"
    page.save_revision(user=member("reviewer"))
    page.get_latest_revision_as_object().save_revision(user=member("publisher"))
    assert member("reviewer").pk in authors_of(NewestWords.of(page))


def test_whoever_wrote_what_is_brought_back_is_an_author():
    page = build.topic(live=False)
    page.asked_as = "words of a publisher"
    page.save_revision(user=member("publisher"))
    theirs = page.get_latest_revision()
    page.asked_as = "other words"
    page.save_revision(user=member("writer"))
    build.signed(page)
    theirs.as_object().save_revision(user=member("writer"), previous_revision=theirs, log_action=True)
    assert member("publisher").pk in authors_of(NewestWords.of(page))


def test_whoever_wrote_over_the_signed_revision_is_an_author():
    page = build.topic(live=False)
    page.save_revision(user=member("publisher"))
    build.signed(page)
    page.asked_as = "over it"
    page.save_revision(user=member("publisher"), overwrite_revision=page.get_latest_revision())
    page.get_latest_revision_as_object().save_revision(user=member("writer"))
    assert member("publisher").pk in authors_of(NewestWords.of(page))


def test_a_note_that_is_out_changes_no_word_when_the_next_draft_begins():
    page = build.topic()
    page.change_note, page.change_matters, page.change_since = "We added heat.", True, page.live_revision_id
    page.short_answer = "<p>It can get hot.</p>"
    page.save_revision(clean=False)
    build.put_live(page)
    page = fresh(page)
    newest = page.get_latest_revision_as_object()
    newest.change_note, newest.change_matters, newest.change_since = "", False, page.live_revision_id
    assert content_hash(newest) == content_hash(page) == page.live_hash


def test_a_note_that_patients_will_read_is_signed():
    page = build.topic()
    before = content_hash(page)
    page.change_note = "For staff."
    assert content_hash(page) == before
    page.change_matters = True
    assert content_hash(page) != before


# Whatever is edited ---------------------------------------------------------------------------------------------------

WORDS = st.text("abc XYZ<>&\n", min_size=1, max_size=20).filter(str.strip)


def edit_title(scene, words):
    draft(scene, title=words.replace("\n", " "))


def edit_question(scene, words):
    draft(scene, questions=[build.question("How many?", build.statement(words), build.picture(scene["chart"]))])


def edit_note(scene, words):
    draft(scene, change_note=words, change_matters=len(words) % 2 == 0, change_since=scene["page"].live_revision_id)


def edit_owner(scene, words):
    draft(scene, responsible=member("publisher" if len(words) % 2 else "writer"))


def edit_figure(scene, words):
    scene["figure"].value = words[:20]
    scene["figure"].save()


def edit_figure_name(scene, words):
    scene["figure"].name = words
    scene["figure"].save()


def edit_source(scene, words):
    scene["source"].conflicts = words
    scene["source"].save()


def edit_word(scene, words):
    scene["word"].meaning = words
    scene["word"].save()


def edit_picture(scene, words):
    replace_file(scene["chart"], (len(words) * 12 % 255, 0, 0))


def edit_alt(scene, words):
    scene["chart"].description = words
    scene["chart"].save()


def edit_phone(scene, words):
    """What follows a commit follows the save, which it is asked for before."""
    follow = []
    with mock.patch("django.db.transaction.on_commit", lambda do, *args, **kwargs: follow.append(do)):
        build.details(phone=f"555 0{len(words):02d}")
    for do in follow:
        do()


def publish(scene, words):
    page = fresh(scene["page"])
    if len(words) % 2:
        going_live.publish(page, member("publisher"), build.seen(page))


def sign(scene, words):
    if len(words) % 3:
        build.signed(fresh(scene["page"]))


def draft(scene, **fields):
    newest = fresh(scene["page"]).get_latest_revision_as_object()
    for name, value in fields.items():
        field = TopicPage._meta.get_field(name)
        setattr(newest, name, field.to_python(value) if name == "questions" else value)
    newest.save_revision(user=member("writer"), clean=False)


EDITS = [edit_title, edit_question, edit_note, edit_owner, edit_figure, edit_figure_name, edit_source, edit_word]
EDITS += [edit_picture, edit_alt, edit_phone, publish, sign]


def scene_of_all():
    figure, source, chart, word = build.figure(), build.reference(), build.image("Chart", "A chart"), build.term()
    text = f"<p>{build.inline(figure)} have {build.marked(word)}.</p>"
    said = build.statement(text, "established", references=[source])
    framed = build.statement("It spreads.", kind="clinic_sees", figure=figure.pk)
    asked = build.question("How many?", said, framed, build.picture(chart), build.care_card("The hand turns blue"))
    page = build.topic(questions=[asked])
    return {"page": page, "figure": figure, "source": source, "chart": chart, "word": word}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(steps=st.lists(st.tuples(st.sampled_from(EDITS), WORDS), min_size=1, max_size=6))
def test_what_is_live_is_covered_by_a_signature_or_the_page_says_that_it_is_not(django_db_blocker, steps):
    from django.db import transaction

    with transaction.atomic():
        build.details(phone="555 000")
        scene = scene_of_all()
        for edit, words in steps:
            try:
                edit(scene, words)
            except ValidationError:
                continue
        page = fresh(scene["page"])
        covered = Review.objects.of(page).approving().for_words(content_hash(page)).exists()
        assert covered == review_status(page).is_checked, steps
        assert covered or review_status(page).changed_since
        (open_edition,) = Edition.objects.of(page).open()
        assert open_edition.content_hash == content_hash(page)
        transaction.set_rollback(True)


def test_the_day_of_the_next_check_is_no_word():
    page = build.topic()
    before = content_hash(page)
    page.expire_at = datetime.datetime.now(datetime.UTC)
    assert content_hash(page) == before
