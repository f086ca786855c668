"""Pages from memory are those that would be made now, whatever has changed; nothing else is ever kept or handed out."""

import datetime
import gzip
import io
import socket
import threading
import time
from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

import brotli
import psycopg
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.people.models import User
from clinic.review import bylines
from clinic.review.models import Byline, ChangeNote, Review
from clinic.site.models import DetailsWords, UrgentNotice
from clinic.website.models import ContentChange
from clinic.website.page_cache import change_triggers
from clinic.website.page_cache import change_watch as watching
from clinic.website.page_cache.finished_page import FinishedPage, form_for
from clinic.website.page_cache.serving import FromMemory
from clinic.website.page_cache.store import LISTS, Store
from faq.models import Reference, TopicService
from home.models.home import FeaturedTopic
from tests import builders as build
from tests.cast import member

TOPIC = "/faq/what-is-crps/"
TODAY = timezone.now()


class Process:
    """A process of the public site with a memory of its own. It looks at the database when a test says so."""

    def __init__(self):
        self.made = []
        self.door = FromMemory(self.application)
        self.door.watch.thread = threading.current_thread()
        self.look()

    def application(self, environ, start_response):
        self.made.append(environ["PATH_INFO"])
        return WSGIHandler()(environ, start_response)

    def look(self):
        self.door.watch.look()
        self.door.watch.first_look.set()

    def get(self, path, method="GET", **environ):
        return ask(self.door, path, method, **environ)


def ask(application, path, method="GET", **environ):
    told = {"PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2], "REQUEST_METHOD": method}
    told |= {"HTTP_HOST": "clinic.example", "wsgi.input": io.BytesIO(), **environ}
    setup_testing_defaults(told)
    said = []
    parts = application(told, lambda status, headers, *rest: said.append((status, headers)))
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    return SimpleNamespace(status=int(said[-1][0][:3]), headers=dict(said[-1][1]), body=body)


@pytest.fixture
def process(transactional_db, settings):
    settings.ALLOWED_HOSTS = ["clinic.example", "other.example"]
    processes = []

    def another():
        processes.append(Process())
        return processes[-1]

    yield another
    for one in processes:
        if one.door.watch.connection:
            one.door.watch.connection.close()


def clinic_with_everything():
    """Pages of each type, with whatever may change on them."""
    about, figure, word = build.standard(), build.figure(), build.term()
    picture = build.image()
    course = build.service()
    said = f"<p>We saw {build.inline(figure)} with {build.marked(word)}.</p>"
    statement = build.statement("It spreads in some.", kind="established", references=[build.reference()])
    topic = build.topic(
        short_answer=said,
        questions=[build.question("Does it spread?", statement, build.picture(picture))],
        services=[course],
        author=User.objects.filter(username="writer").first() or member("writer"),
    )
    other = build.topic("Sleep", related=[topic])
    build.translated(build.home_page())
    build.translated(build.faq_index())
    spanish = build.translated(topic, title="Qué es")
    FeaturedTopic.objects.create(home=build.home_page(), topic=topic, sort_order=1)
    found = SimpleNamespace(about=about, figure=figure, word=word, picture=picture, course=course, topic=topic)
    found.other, found.spanish = other, spanish
    return found


def agreed(page, person, name):
    bylines.stands(page, Byline.Role.WRITER, person, name, "", person)


def saved(thing, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def notice(**fields):
    now = timezone.now()
    UrgentNotice.objects.create(
        **{"text": "Closed for snow", "starts_at": now, "ends_at": now + datetime.timedelta(days=1)} | fields
    )


def new_picture(clinic):
    clinic.picture.renditions.all().delete()
    clinic.picture.file.save("other.png", build.picture_file("red"))


SLEEP, COURSE, SPANISH = "/faq/sleep/", "/services/pain-education-course/", "/es/faq/what-is-crps/"
# What changes, where it shows, how.
CHANGES = {
    "a topic is published": ("/faq/", lambda clinic: build.topic("Pacing")),
    "the newest are told": ("/changes.rss", lambda clinic: build.topic("Rest")),
    "its words are changed": (SLEEP, lambda clinic: build.changed(clinic.other, short_answer="<p>Sleep helps.</p>")),
    "words for programs": ("/llms.txt", lambda clinic: build.changed(clinic.other, short_answer="<p>It may.</p>")),
    "it stands on another shelf": (
        "/",
        lambda clinic: build.changed(clinic.other, subject=build.subject("Daily life")),
    ),
    "many rows at once": ("/about-us/", lambda clinic: Page.objects.filter(pk=clinic.about.pk).update(title="We")),
    "an urgent notice": (TOPIC, lambda clinic: notice()),
    "the clinic's details": (COURSE, lambda clinic: build.details(phone="(555) 555-0177")),
    "the words of another language": (
        SPANISH,
        lambda clinic: DetailsWords.objects.create(details=build.details(), language="es", disclaimer="Para usted"),
    ),
    "a key figure": (TOPIC, lambda clinic: saved(clinic.figure, value="about 900")),
    "the same, for programs": ("/faq/what-is-crps.md", lambda clinic: saved(clinic.figure, value="about 950")),
    "the glossary": (TOPIC, lambda clinic: saved(clinic.word, meaning="Pain from a light touch.")),
    "the menu": (TOPIC, lambda clinic: Page.objects.filter(pk=clinic.about.pk).update(show_in_menus=True)),
    "a picture is replaced": (TOPIC, new_picture),
    "a subject is renamed": (TOPIC, lambda clinic: saved(build.subject(), name="What it is")),
    "a name as agreed to": (
        TOPIC,
        lambda clinic: agreed(clinic.topic, member("writer"), "Dr Wren A."),
    ),
    "a source": (TOPIC, lambda clinic: saved(Reference.objects.get(), title="Another title of the study")),
    "the first topics": ("/", lambda clinic: FeaturedTopic.objects.all().delete()),
    "a link of a page": (TOPIC, lambda clinic: TopicService.objects.filter(topic=clinic.topic).delete()),
    "what readers must know": (
        "/changes.atom",
        lambda clinic: ChangeNote.objects.create(page=clinic.topic.page_ptr, text="A number was wrong.", matters=True),
    ),
    "a signature ends": (SLEEP, lambda clinic: Review.objects.filter(page=clinic.other.pk).update(voided_at=TODAY)),
    "another address": (SLEEP, lambda clinic: saved(Page.objects.get(pk=clinic.other.pk).specific, slug="sleeping")),
    "a translation is withdrawn": (
        SPANISH,
        lambda clinic: withdraw(clinic.spanish, member("admin"), Withdrawal.How.ERROR, "Not good enough."),
    ),
    "a page is made private": (
        COURSE,
        lambda clinic: PageViewRestriction.objects.create(
            page=clinic.course.page_ptr, restriction_type=PageViewRestriction.LOGIN
        ),
    ),
    "a topic is withdrawn": (
        TOPIC,
        lambda clinic: withdraw(clinic.topic, member("admin"), Withdrawal.How.ERROR, "Wrong."),
    ),
    # As one that a moved page left: what somebody types leads away from no notice of withdrawal.
    "an old address leads on": (
        TOPIC,
        lambda clinic: Redirect.add_redirect(TOPIC, "/faq/", automatically_created=True),
    ),
}


def test_whatever_changes_every_process_shows_what_is_now(process):
    clinic = clinic_with_everything()
    one = process()
    old, wrong = [], []
    for what, (address, change) in CHANGES.items():
        before = one.get(address)
        change(clinic)
        one.look()
        after, now = one.get(address), ask(WSGIHandler(), address)
        old += [what] if (after.status, after.body) == (before.status, before.body) else []
        wrong += [what] if (after.status, after.body) != (now.status, now.body) else []
    assert (old, wrong) == ([], [])


def test_what_changes_by_time_alone_is_shown_in_time(process, monkeypatch):
    build.topic()
    soon = timezone.now() + datetime.timedelta(seconds=0.5)
    notice(text="Phones are down", starts_at=soon)
    one = process()
    assert b"Phones are down" not in one.get(TOPIC).body
    while timezone.now() < soon + datetime.timedelta(seconds=0.2):
        one.look()
    one.look()  # on a busy machine that moment may be over before the first look
    assert b"Phones are down" in one.get(TOPIC).body
    late = datetime.date.today() + datetime.timedelta(days=2000)
    before = one.get(TOPIC).body
    monkeypatch.setattr(timezone, "localdate", lambda *args: late)
    one.look()
    assert one.get(TOPIC).body == ask(WSGIHandler(), TOPIC).body != before


def test_a_page_is_made_once_for_everybody(process):
    build.topic()
    one = process()
    one.look()
    answers = [one.get(TOPIC), one.get(TOPIC), one.get(TOPIC, "HEAD")]
    visitors = [threading.Thread(target=lambda: answers.append(one.get("/faq/"))) for _ in range(20)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert one.made == [TOPIC, "/faq/"]
    assert {answer.status for answer in answers} == {200}
    another = process()
    assert [another.get("/services/", "HEAD").body, len(another.get("/services/").body) > 1000] == [b"", True]
    assert answers[2].body == b"" and answers[2].headers["Content-Length"] == str(len(answers[0].body))


def test_drafts_logins_and_jobs_leave_the_pages_where_they_are(process, staff):
    topic, draft = build.topic(), build.topic("Pacing", live=False)
    figure = build.figure()
    member("writer")
    one = process()
    one.get(TOPIC)
    figure.value = "about 850"
    figure.save_revision()
    topic.title = "Another title"
    topic.save_revision()
    draft.save_revision()
    Page.objects.filter(pk=draft.pk).update(title="Still a draft")
    type(draft).objects.filter(pk=draft.pk).update(asked_as="Still a draft")
    staff("writer").get("/admin/")
    one.look()
    one.get(TOPIC)
    assert one.made == [TOPIC]


NEVER_KEPT = {
    "a query": (f"{TOPIC}?open=1", {}),
    "a port that nobody serves": (TOPIC, {"HTTP_HOST": "clinic.example:8"}),
    "a login": (TOPIC, {"HTTP_AUTHORIZATION": "Basic x"}),
    "a form": (TOPIC, {"REQUEST_METHOD": "POST"}),
    "search": ("/search/", {}),
    "an empty part": ("/faq//what-is-crps/", {}),
    "a page that is not there": ("/faq/nothing/", {}),
    "a private page": ("/faq/private/", {}),
    "a draft": ("/faq/draft/", {}),
    "an old address": ("/faq/old/", {}),
    "a redirect": ("/faq/what-is-crps", {}),
    "JSON": ("/api/v2/topics/", {}),
    "health": ("/readyz", {}),
    "a form of its own": ("/search/suggest-a-question/", {}),
    "a foreign host": (TOPIC, {"HTTP_HOST": "evil.example"}),
}


def test_nothing_else_is_ever_kept_or_handed_out(process, settings):
    settings.ALLOWED_HOSTS = ["clinic.example"]
    build.topic()
    private = build.topic("Private")
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    build.topic("Draft", live=False)
    withdraw(build.topic("Old"), member("admin"), Withdrawal.How.ERROR, "Wrong.")
    one = process()
    one.get(TOPIC)
    held, made = set(one.door.store.pages), len(one.made)
    for what, (address, environ) in NEVER_KEPT.items():
        answers = [one.get(address, environ.get("REQUEST_METHOD", "GET"), **environ) for _ in range(2)]
        made += 2
        assert len(one.made) == made, what
        assert answers[0].status == answers[1].status, what
        assert set(one.door.store.pages) == held, what
    assert [one.get(TOPIC, HTTP_HOST="evil.example").status, one.get("/faq/private/").status] == [400, 404]


def test_cookies_of_other_sites_make_no_difference(process):
    build.topic()
    one = process()
    one.get(TOPIC)
    assert one.get(TOPIC, HTTP_COOKIE="_ga=GA1.2.3; sessionid=x").status == 200
    assert one.get(TOPIC, HTTP_HOST="CLINIC.example").status == 200
    assert one.made == [TOPIC]


def test_what_was_withdrawn_while_it_was_made_is_not_held(tmp_path):
    store = Store(tmp_path / "pages", 1000, 1000)
    page = FinishedPage(7, "1", time.time(), [], {"": b"words"}, "mark")
    store.forget({7})
    store.put("a key", page)
    assert store.get("a key") is None
    assert store.size == 0


def test_a_full_disk_forgets_too(tmp_path, monkeypatch):
    store = Store(tmp_path / "pages", 1000, 1000)
    store.put("a key", FinishedPage(7, "1", time.time() - 1, [], {"": b"words"}, "mark"))
    monkeypatch.setattr("clinic.website.page_cache.store.atomic_write", no_room)
    store.forget({7})
    assert store.get("a key") is None


def no_room(*args):
    raise OSError(28, "No space left on device")


def test_another_host_or_scheme_is_another_page(process):
    build.topic()
    one = process()
    one.get(TOPIC)
    one.get(TOPIC, HTTP_HOST="other.example")
    one.get(TOPIC, **{"wsgi.url_scheme": "https"})
    assert one.made == [TOPIC] * 3


def test_pages_travel_packed_with_a_mark_that_spares_sending_them_again(process):
    build.topic()
    one = process()
    plain = one.get(TOPIC)
    for form, read in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = one.get(TOPIC, HTTP_ACCEPT_ENCODING=form)
        assert packed.headers["Content-Encoding"] == form
        assert read(packed.body) == plain.body
        mark = packed.headers["ETag"]
        assert mark.startswith('"') and mark != plain.headers["ETag"]
        again = one.get(TOPIC, HTTP_ACCEPT_ENCODING=form, HTTP_IF_NONE_MATCH=f'W/"x", {mark}')
        assert (again.status, again.body) == (304, b"")
    build.changed(Page.objects.get(slug="what-is-crps").specific, title="What CRPS is")
    one.look()
    assert one.get(TOPIC, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=mark).status == 200
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert "public, max-age=" in plain.headers["Cache-Control"] and "stale-if-error" in plain.headers["Cache-Control"]
    fresh = ask(WSGIHandler(), TOPIC).headers
    assert {name for name in fresh if name not in plain.headers} == set()
    assert "nonce" not in fresh["Content-Security-Policy"] and b"csrf" not in plain.body


@pytest.fixture
def database_away(monkeypatch):
    def refuse(*args, **kwargs):
        raise psycopg.OperationalError("refused")

    def away(*processes):
        for one in processes:
            monkeypatch.setattr(one.door.watch, "ask", refuse)
            one.look()

    return away


def test_without_the_database_what_is_published_stays_and_says_how_old_it_is(process, database_away):
    build.topic()
    other, admin = build.topic("Sleep"), member("admin")
    one = process()
    for address in (TOPIC, other.get_url(), "/"):
        one.get(address)
    withdraw(other, admin, Withdrawal.How.ERROR, "Wrong.")
    one.look()
    after_restart = process()
    database_away(one, after_restart)
    for door in (one, after_restart):
        kept = door.get(TOPIC)
        assert kept.status == 200 and b"What is CRPS?" in kept.body
        assert kept.headers["X-As-Of"] and kept.headers["Cache-Control"] == "no-store"
        assert door.get(other.get_url()).status == 503
        assert door.get("/search/?q=pain").status == 503
        assert door.get("/search/opened/", "POST").status == 503
        assert door.get("/readyz").status == 503 and door.get("/healthz").status == 200


def test_the_memory_of_a_day_ago_is_no_answer(process, database_away, monkeypatch):
    build.topic()
    one = process()
    one.get(TOPIC)
    database_away(one)
    assert one.get(TOPIC).status == 200
    later = one.door.watch.seen_at + 25 * 3600
    monkeypatch.setattr("clinic.website.page_cache.serving.time.time", lambda: later)
    assert one.get(TOPIC).status == 503


def kept(number=7, body=b"<p>Words</p>" * 50, made=1000.0):
    return FinishedPage.of(number, "v1", made, [("Content-Type", "text/html")], body)


def test_the_memory_is_bounded_and_survives_on_disk(tmp_path):
    store = Store(tmp_path, in_memory=3 * kept().size, on_disk=10_000_000)
    for number in range(1, 10):
        store.put(f"key {number}", kept(number))
    assert list(store.pages) == ["key 7", "key 8", "key 9"]
    assert store.get("key 1").number == 1 and store.size <= store.in_memory
    later = Store(tmp_path, in_memory=10_000_000, on_disk=10_000_000)
    assert later.get("key 2").body("") == kept().body("")
    later.forget({2, LISTS})
    assert later.get("key 2") is store.take_up("key 2") is None
    assert later.get("key 3")
    later.file("key 4").write_bytes(b"{")
    assert later.get("key 4") is None
    later.on_disk = 0
    later.sweep()
    assert Store(tmp_path, 10, 10).get("key 5") is None


@pytest.mark.parametrize(
    ("accepted", "form"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("", ""), ("gzip;q=0.0", "")]
    + [("identity", ""), ("brotli, xgzip", ""), ("br;q=0.9", "br"), ("br; q=0", "")],
)
def test_the_form_is_one_that_the_browser_reads(accepted, form):
    assert form_for(accepted) == form


@pytest.mark.django_db
def test_every_table_of_which_pages_may_show_something_is_watched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'clinic_note_%'")
        watched = {name.strip('"') for (name,) in cursor.fetchall()}
    tables = set(connection.introspection.django_table_names(only_existing=True))
    assert tables - watched <= change_triggers.NEVER_SHOWN
    assert tables >= change_triggers.NEVER_SHOWN, "a table of this name is gone"


@pytest.mark.django_db
def test_what_is_noted_stays_little():
    for number in range(1100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('clinic.noted', '', true), clinic_note(%s)", [number])
    assert ContentChange.objects.count() <= 1001


def test_a_database_that_hangs_is_noticed():
    one, another = socket.socketpair()
    with one, another, pytest.raises(TimeoutError):
        watching.received(SimpleNamespace(socket=one.fileno(), is_busy=lambda: True), ends=0)


# Beside the thread that makes answers ---------------------------------------------------------------------------------


def at_once(process, path, **environ):
    told = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_HOST": "clinic.example", **environ}
    setup_testing_defaults(told)
    return process.door.at_once(told)


def test_what_is_finished_is_answered_at_once_as_in_turn(process):
    build.topic("What is CRPS?")
    one = process()
    assert at_once(one, TOPIC) is None
    in_turn = one.get(TOPIC)
    status, headers, body = at_once(one, TOPIC)
    assert (status[:3], dict(headers), b"".join(body)) == ("200", in_turn.headers, in_turn.body)
    assert at_once(one, TOPIC, QUERY_STRING="a=1") is None and at_once(one, TOPIC, REQUEST_METHOD="POST") is None


def test_what_has_changed_is_not_answered_at_once(process):
    topic = build.topic("What is CRPS?")
    one = process()
    one.get(TOPIC)
    withdraw(topic, member("admin"), Withdrawal.How.ERROR, "Wrong.")
    one.look()
    assert at_once(one, TOPIC) is None
