"""Staff translate a page beside its source; what lags behind a change of meaning is known to them."""

import re

import pytest
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale

from clinic.archive import translating
from clinic.archive.models import Edition, Match
from clinic.archive.translating import translation_of
from clinic.review.models import Review
from faq.models import Subject, TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db

MINOR, MAJOR = {"meaning": "wording"}, {"meaning": "meaning"}


def spanish_of(page):
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="es")


@pytest.fixture
def topic():
    return build.topic("Does CRPS spread?", questions=[build.question(id="0123456789ab")], change_note="An old note")


@pytest.fixture
def translation(topic):
    """The Spanish page, live, saying what the English one says."""
    page = build.translated(topic, title="¿Se extiende?")
    return page


def publish(client, page, answer=None, title=None):
    """The newest draft of `page`, with another title, signed and published on the screen."""
    newest = page.get_latest_revision_as_object()
    newest.title = title or f"{newest.title}!"
    newest.save_revision(clean=False)
    page.refresh_from_db()
    build.signed(page)
    return client.post(f"/admin/publishing/{page.pk}/", {"go_live_at": "", "seen": build.seen(page)} | (answer or {}))


def test_a_writer_begins_a_translation_with_the_pages_above_it(staff, topic):
    writer = staff("writer")
    screen = writer.get(f"/admin/translations/{topic.pk}/").content.decode()
    assert "Begin the Spanish translation" in screen
    answer = writer.post(f"/admin/translations/{topic.pk}/begin/es/")
    page = spanish_of(topic)
    assert answer.headers["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert [one.locale.language_code for one in page.get_ancestors().filter(depth__gt=1)] == ["es", "es"]
    assert not page.live and page.owner == writer.user
    assert writer.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_a_translation_begins_with_the_words_and_anchors_but_nobodys_signature(staff, topic):
    staff("writer").post(f"/admin/translations/{topic.pk}/begin/es/")
    page = spanish_of(topic)
    assert [child.id for child in page.questions] == [child.id for child in topic.questions]
    assert (page.title, page.live_hash, page.change_note, page.go_live_at) == (topic.title, "", "", None)
    assert not Review.objects.of(page).exists()
    assert any("Nobody has approved this text" in reason for reason in page.reasons_not_to_publish())
    assert page.subject.locale.language_code == "es"
    assert page.subject.translation_key == topic.subject.translation_key


def test_a_translation_is_not_locked_with_its_original(staff, topic):
    topic.locked, topic.locked_by, topic.locked_at = True, member("publisher"), timezone.now()
    topic.save()
    staff("writer").post(f"/admin/translations/{topic.pk}/begin/es/")
    page = spanish_of(topic)
    assert (page.locked, page.locked_by, page.locked_at) == (False, None, None)
    assert not page.get_latest_revision_as_object().locked
    copy = CopyPageAction(topic, update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False).execute(True)
    assert not copy.locked and not copy.get_latest_revision_as_object().locked
    assert type(topic).objects.get(pk=topic.pk).locked


def test_a_translation_of_a_draft_begins_with_its_newest_words(staff):
    draft = build.topic("Old words", live=False)
    newest = draft.get_latest_revision_as_object()
    newest.title, newest.short_answer = "New words", "<p>What was taken from two versions.</p>"
    newest.save_revision(clean=False)  # The row of the page keeps the old ones, as where a version kept aside is taken.
    staff("writer").post(f"/admin/translations/{draft.pk}/begin/es/")
    page = spanish_of(draft)
    assert (page.title, page.short_answer) == ("New words", "<p>What was taken from two versions.</p>")
    beside = staff("writer").get(f"/admin/translations/{page.pk}/").content.decode()
    assert "What was taken from two versions." in beside


def test_a_translation_leads_to_services_and_topics_of_its_language_where_there_are(staff):
    service, english_alone = build.service("Support"), build.service("Infusions")
    related = build.topic("Sleep")
    topic = build.topic("Does CRPS spread?", services=[service, english_alone], related=[related])
    apoyo, sueño = build.translated(service, title="Apoyo"), build.translated(related, title="El sueño")
    staff("writer").post(f"/admin/translations/{topic.pk}/begin/es/")
    page = spanish_of(topic)
    assert [link.service_id for link in page.service_links.all()] == [apoyo.pk, english_alone.pk]
    assert [link.related_id for link in page.related_links.all()] == [sueño.pk]
    topic.refresh_from_db()
    assert [link.service_id for link in topic.service_links.all()] == [service.pk, english_alone.pk]


def test_beginning_twice_leads_to_the_same_draft(staff, topic):
    for _ in range(2):
        staff("writer").post(f"/admin/translations/{topic.pk}/begin/es/")
    assert TopicPage.objects.filter(translation_key=topic.translation_key).count() == 2
    assert Subject.objects.filter(locale__language_code="es").count() == 1


def test_a_reviewer_begins_none(staff, topic):
    assert "Writers can begin one" in staff("reviewer").get(f"/admin/translations/{topic.pk}/").content.decode()
    staff("reviewer").post(f"/admin/translations/{topic.pk}/begin/es/")
    assert not TopicPage.objects.filter(locale__language_code="es").exists()


def test_the_publisher_of_a_translated_page_says_whether_the_meaning_changes(staff, topic, translation):
    publisher = staff("publisher")
    assert "Does this change what the text means?" in publisher.get(f"/admin/publishing/{topic.pk}/").content.decode()
    answer = publish(publisher, topic)
    assert "Say whether the translations must follow." in answer.content.decode()
    topic.refresh_from_db()
    assert topic.title == "Does CRPS spread?"


def test_nobody_is_asked_about_a_page_without_translations(staff, topic):
    assert "what the text means" not in staff("publisher").get(f"/admin/publishing/{topic.pk}/").content.decode()
    assert publish(staff("publisher"), topic).status_code == 302


def test_a_change_of_wording_leaves_the_translation_as_it_is(staff, topic, translation):
    publish(staff("publisher"), topic, MINOR)
    assert Edition.objects.of(topic).open().get().only_wording
    assert translation_of(translation).lags_since is None


def test_a_change_of_meaning_leaves_the_translation_behind(staff, topic, translation):
    publish(staff("publisher"), topic, MAJOR)
    publish(staff("publisher"), topic, MINOR)
    assert translation_of(translation).lags_since == Edition.objects.of(topic).filter(only_wording=False)[0].live_from
    screen = staff("writer").get(f"/admin/translations/{topic.pk}/").content.decode()
    assert "It lags" in screen


def test_what_goes_live_without_being_asked_counts_as_a_change_of_meaning(topic, translation):
    build.changed(topic, title="Something else")
    assert translation_of(translation).lags_since


def test_the_answer_holds_for_the_words_it_was_given_for(staff, topic, translation):
    moment = "2099-01-01T10:00"
    publish(staff("publisher"), topic, MINOR | {"go_live_at": moment})
    revision = topic.get_latest_revision()
    revision.content["title"] = "Quite another title"
    revision.content["go_live_at"] = None
    revision.save()
    topic.refresh_from_db()
    build.signed(topic)
    revision.publish()
    assert translation_of(translation).lags_since


def test_a_scheduled_publication_carries_the_answer(staff, topic, translation):
    publish(staff("publisher"), topic, MINOR | {"go_live_at": "2099-01-01T10:00"})
    topic.get_latest_revision().as_object()
    revision = topic.get_latest_revision()
    revision.content["go_live_at"] = None
    revision.save()
    revision.publish()
    assert translation_of(translation).lags_since is None


def test_one_click_says_that_it_says_the_same_and_counts_when_it_is_live(staff, topic, translation):
    publish(staff("publisher"), topic, MAJOR)
    writer = staff("writer")
    newest = translation.get_latest_revision_as_object()
    newest.title = "¿Se extiende el SDRC?"
    newest.save_revision(user=writer.user)
    edition = Edition.objects.of(topic).open().get()
    screen = writer.get(f"/admin/translations/{translation.pk}/").content.decode()
    assert f'name="edition" value="{edition.pk}"' in screen
    writer.post(f"/admin/translations/{translation.pk}/matches/", {"edition": edition.pk})
    assert Match.objects.first().said_by == writer.user
    found = translation_of(translation)
    assert found.lags_since and not found.draft_lags_since
    build.put_live(translation)
    assert translation_of(translation).lags_since is None


def test_a_click_on_what_is_no_longer_the_source_counts_for_nothing(staff, topic, translation):
    old = Edition.objects.of(topic).open().get()
    publish(staff("publisher"), topic, MAJOR)
    count = Match.objects.count()
    for seen in (old.pk, "", "x", "99999999999999999999"):
        staff("writer").post(f"/admin/translations/{translation.pk}/matches/", {"edition": seen})
    assert Match.objects.count() == count


def test_the_screen_marks_what_changed_in_the_source_beside_the_words_of_the_translation(staff, topic, translation):
    publish(staff("publisher"), topic, MAJOR, title="Does CRPS ever spread?")
    screen = staff("writer").get(f"/admin/translations/{translation.pk}/").content.decode()
    assert re.search(r"<ins>.*?ever<", screen)
    assert "¿Se extiende?" in screen
    assert "not translated yet" in screen


def test_who_translated_it_is_named_and_logged(staff, topic, translation):
    address, named = f"/admin/translations/{translation.pk}/", {"name": "Elena Vidal", "agreed": "on"}
    # Patients read it at once: where the page is live, it is a publisher's to say.
    staff("writer").post(address, named)
    assert not translation.bylines.exists()
    staff("publisher").post(address, named)
    assert translation.bylines.get().words == "Elena Vidal"


def test_an_alias_in_another_language_puts_no_unsigned_words_live(topic):
    home = translating.begin(build.home_page(), Locale.objects.get(language_code="es"), member("writer"))[-1]
    draft = build.standard("Draft", live=False)
    alias = draft.create_alias(parent=home, update_locale=home.locale, reset_translation_key=False)
    assert not alias.live
    alias.live = True
    with pytest.raises(Exception, match="Nobody has approved"):
        alias.save()


def test_a_panel_beside_the_form_shows_the_source_with_its_changes(staff, topic, translation):
    build.changed(topic, title="Does CRPS ever spread?")
    writer, address = staff("writer"), f"/admin/translations/{translation.pk}/source/"
    form = writer.get(f"/admin/pages/{translation.pk}/edit/").content.decode()
    assert 'data-side-panel-toggle="original"' in form
    assert f'src="{address}"' in form
    assert re.search(r"<ins>.*?ever<", writer.get(address).content.decode())
    assert 'data-side-panel-toggle="original"' not in writer.get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert writer.get(f"/admin/translations/{topic.pk}/source/").status_code == 404


def test_the_board_lists_translations_that_lag_with_who_and_what(staff, topic, translation):
    assert "0 Out-of-date translations" in staff("writer").get("/admin/board/").content.decode()
    publish(staff("publisher"), topic, MAJOR)
    board = staff("writer").get("/admin/board/").content.decode()
    part = board.split('id="lagging"')[1]
    assert "¿Se extiende?" in part
    assert "by Pablo Marsh" in part
    assert f"/admin/translations/{translation.pk}/" in part


def test_the_editor_offers_the_subjects_of_the_language(staff, topic, translation):
    english, spanish = topic.subject, build.spanish(topic.subject, "Qué es")
    form = staff("writer").get(f"/admin/pages/{translation.pk}/edit/").content.decode()
    assert f'<option value="{spanish.pk}" selected>Qué es</option>' in form
    assert f">{english.name}</option>" not in form
