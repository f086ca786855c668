"""Wagtail's API for writing, were it switched on: no call with anybody's token makes unsigned words live.

Only from Wagtail 8 on (`make test-next`): before, there is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import wagtail
from django.db import transaction
from wagtail.models import Page

from clinic.people.models import User
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from faq.models import TopicPage
from tests import builders as build
from tests.cast import NAMES, ProcessClient, member

if wagtail.VERSION < (8, 0):
    pytest.skip("Wagtail 7 has no API for writing", allow_module_level=True)

from wagtail.models import APIToken

from tests.next.urls import api

UNSIGNED = "Words that nobody signed"
TEXTS = [{"title": UNSIGNED}, {"short_answer": f"<p>{UNSIGNED}</p>"}, {"slug": "elsewhere"}]
PUBLISH = {"action": "publish"}
ROLES = [*NAMES, "superuser", "nobody"]
STATES = ["live", "changed", "draft", "signed", "waiting", "moved_on", "alias"]
BELOW = "/pages/{page_id}/"


@dataclass(frozen=True)
class Call:
    """`path` is as the API's own description has it; `page` the state of the page it is about."""

    path: str
    page: str
    body: dict = field(default_factory=dict)
    method: str = "post"

    def __str__(self) -> str:
        return f"{self.method} {self.path} of {self.page}: {self.body}"


def act(verb: str, **body: object) -> list[Call]:
    return [Call(f"{BELOW}actions/{verb}/", state, body) for state in STATES]


def calls(pages: dict[str, Page]) -> Iterator[Call]:
    """Everything that can be asked for, of pages in every state."""
    yield from writing(pages)
    for state in STATES:
        yield Call(BELOW, state, {}, "delete")
        yield Call(f"{BELOW}actions/delete/", state, {}, "delete")
        for revision in pages[state].revisions.values_list("pk", flat=True):
            yield Call(f"{BELOW}actions/revert/", state, {"revision_id": revision})
    for verb in ("publish", "unpublish", "convert_alias", "workflow/submit", "workflow/resume", "workflow/cancel"):
        yield from act(verb)
    for verb in ("workflow/approve", "workflow/reject"):
        yield from act(verb, comment="Done")
    yield from act("move", destination_id=pages["home"].pk, position="last-child")
    yield from act("create_alias", slug="an-alias")
    yield from act("copy", slug="a-copy")
    yield from act("copy", slug="a-copy", title=UNSIGNED)
    for alias in (False, True):
        yield from act("copy_for_translation", locale="es", copy_parents=True, alias=alias)
    yield from of_all_below_the_index()


def writing(pages: dict[str, Page]) -> Iterator[Call]:
    for meta in ({}, PUBLISH):
        for text in TEXTS[:2]:
            new = {"type": "faq.TopicPage", "parent_id": pages["index"].pk} | meta
            yield Call("/pages/", "index", {"title": "New"} | text | {"meta": new})
        ordinary = {"type": "home.StandardPage", "parent_id": pages["home"].pk} | meta
        yield Call("/pages/", "home", {"title": UNSIGNED, "meta": ordinary})
    for state in STATES:
        yield Call(BELOW, state, TEXTS[0], "patch")
        yield from (Call(BELOW, state, text | {"meta": PUBLISH}, "patch") for text in TEXTS)


def of_all_below_the_index() -> Iterator[Call]:
    for verb, body in {
        "copy": {"slug": "a-copy"},
        "create_alias": {"slug": "an-alias"},
        "copy_for_translation": {"locale": "es", "copy_parents": True},
        "unpublish": {},
    }.items():
        yield Call(f"{BELOW}actions/{verb}/", "index", body | {"recursive": True})


@pytest.fixture
def pages(db: None) -> dict[str, Page]:
    """A page in each state that a page can be in, by its name."""
    build.locale("es")
    writer = member("writer")
    made = {
        state: build.topic(f"Topic {state}", live=state in ("live", "changed", "moved_on")) for state in STATES[:-1]
    }
    for state in ("changed", "moved_on", "signed"):
        made[state].title = f"{state}, {'signed' if state == 'signed' else UNSIGNED}"
        made[state].save_revision(user=writer, clean=False)
    build.signed(made["signed"])
    made["waiting"].get_workflow().start(made["waiting"], writer)
    made["moved_on"].get_workflow().start(made["moved_on"], writer)
    made["alias"] = made["live"].create_alias(update_slug="again", parent=build.home_page())
    return made | {"index": build.faq_index(), "home": build.home_page()}


def user_of(role: str) -> User:
    """A member of the cast, or one whom no role limits, or one whom no role permits anything."""
    if role in NAMES:
        return member(role)
    return User.objects.create_user(username=role, password="", is_superuser=role == "superuser")


class Robot:
    """A program with the token of a member of staff."""

    def __init__(self, role: str) -> None:
        self.client = ProcessClient("staff")
        self.client.process_settings = self.client.process_settings | {"ROOT_URLCONF": "tests.next.urls"}
        _, token = APIToken.create_token(user=user_of(role), name="A program")
        self.headers = {"Authorization": f"Bearer {token}"}

    def try_out(self, call: Call, pages: dict[str, Page]) -> tuple[int, list[str]]:
        """The status of the answer and the unsigned pages that are live then; afterwards all is as before.

        A call that is refused must leave nothing: whatever it leaves stays, to be found later.
        """
        address = "/api/v3" + call.path.format(page_id=pages[call.page].pk)
        with transaction.atomic():
            answer = self.client.generic(
                call.method,
                address,
                api.renderer.render(None, call.body, response_status=200),
                "application/json",
                headers=self.headers,
            )
            refused = 400 <= answer.status_code < 500
            found = [] if refused else unsigned_and_live(pages)
            transaction.set_rollback(not refused)
        return answer.status_code, found


def unsigned_and_live(pages: dict[str, Page]) -> list[str]:
    repeated = {pages["alias"].pk: pages["live"].pk}
    live = Page.objects.live().filter(depth__gt=1).specific()
    return [f"{page.title} ({page.url_path})" for page in live if not is_signed(page, repeated.get(page.pk))]


def is_signed(page: Page, repeated: int | None) -> bool:
    """Here, or on the page whose words an alias repeats, also when it has just become a page of its own."""
    signed_at = [pk for pk in (page.pk, page.alias_of_id, repeated) if pk]
    return Review.objects.filter(page_id__in=signed_at).permitting().for_words(content_hash(page)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_call_makes_unsigned_words_live(role: str, pages: dict[str, Page]) -> None:
    robot = Robot(role)
    assert unsigned_and_live(pages) == []
    answers = {str(call): robot.try_out(call, pages) for call in calls(pages)}
    assert {call: found for call, (_, found) in answers.items() if found} == {}
    assert unsigned_and_live(pages) == []


@pytest.mark.django_db
def test_every_way_to_write_to_pages_is_tried(pages: dict[str, Page]) -> None:
    described = api.get_openapi_schema(path_prefix="")["paths"]
    writing = {(verb, path) for path, verbs in described.items() for verb in verbs if verb != "get"}
    of_pages = {(verb, path) for verb, path in writing if path.startswith("/pages/")}
    assert len(of_pages) > 10
    assert {(call.method, call.path) for call in calls(pages)} == of_pages


@pytest.mark.django_db
def test_the_calls_do_something(pages: dict[str, Page]) -> None:
    """Else the other tests would pass for a robot whom nobody lets in."""
    writer, publisher = Robot("writer"), Robot("publisher")
    assert writer.try_out(Call(BELOW, "draft", {"title": UNSIGNED}, "patch"), pages) == (200, [])
    publish = f"{BELOW}actions/publish/"
    assert publisher.try_out(Call(publish, "signed"), pages) == (200, [])
    assert publisher.try_out(Call(publish, "draft"), pages)[0] == 422


def test_unsigned_words_would_be_seen(pages: dict[str, Page]) -> None:
    TopicPage.objects.filter(pk=pages["live"].pk).update(title=UNSIGNED)
    assert unsigned_and_live(pages) != []
