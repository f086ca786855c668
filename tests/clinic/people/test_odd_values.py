"""Whatever somebody sends to an address of staff, in forms and after the "?", no address answers with an error.

As an admin, who gets furthest. What is sent depends on the address alone, so that a failure can be seen again; `make
security` sends many times as much.
"""

import os
import random
from zlib import crc32

import pytest

from tests.authorisation import forged
from tests.authorisation.scene import files_of_its_own, scene  # noqa: F401
from tests.authorisation.visits import ALL, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]
EACH = 10 if os.environ.get("EVERY_KIND_OF_PAGE") else 1
NESTED = '{"blocks": [{"key": "a", "text": "x", "type": %s, "depth": %s, "inlineStyleRanges": %s, "entityRanges": %s}]'
RICH_TEXT = [
    NESTED % ('"unordered-list-item"', 100_000, "[]", "[]") + ', "entityMap": {}}',
    NESTED % ('"unstyled"', 0, '[{"offset": -5, "length": 1e9, "style": "BOLD"}]', "[]") + ', "entityMap": {}}',
    NESTED % ('"unstyled"', 0, "[]", '[{"offset": 0, "length": 1, "key": 7}]') + ', "entityMap": {}}',
    NESTED % ('"atomic"', 0, "[]", '[{"offset": 0, "length": 1, "key": 0}]')
    + ', "entityMap": {"0": {"type": "EMBED", "mutability": "IMMUTABLE", "data": {}}}}',
    NESTED % ("null", "null", "null", "null") + "}",
    "[" * 5000 + "]" * 5000,
]
NUMBERS = ["-1", "0", "99999999999999999999999", "1e9", "nan", "٣", "1" * 4400, "00"]
DATES = ["0000-00-00", "9999-12-31T23:59:59", "99999-01-01", "0001-01-01"]
TEXTS = [
    "",
    " ",
    "abc",
    "\0",
    "\ufffe\u202e",
    "x" * 5000,
    "null",
    "[]",
    "{}",
    '"',
    "1;--",
    "javascript:alert(1)",
    "\r\nBcc: a@b",
]
VALUES = [*RICH_TEXT, *NUMBERS, *DATES, *TEXTS]
NAMES = """q p page id ids ordering order childOf parent collection_id collection user user_id owner locale language tag
tags group site object_type content_type page_type action next export export_format timestamp_after timestamp_before
timestamp_from timestamp_to latest_revision_created_at_from last_published_at_to first_published_at_from edited_by
is_active usage_count_min has_child_pages allow_external_link target_pages user_perms match_subclass multiple chosen
can_choose_root link_text link_url old_format prefill in_preview_panel mode subject label severity month year state
reviewable status requested_by kind due before after day revision key parent_page_id"""
QUERY = NAMES.split()


def odd_form(dice, fields):
    """`fields` with one to three of them changed, left out, or sent twice."""
    body = dict(fields)
    for name in dice.sample(sorted(body), min(len(body), dice.randint(1, 3))):
        act = dice.random()
        if act < 0.2:
            del body[name]
        elif act < 0.3:
            body[name] = [dice.choice(TEXTS), dice.choice(NUMBERS)]
        else:
            body[name] = dice.choice(VALUES)
    return body


def odd_query(dice):
    return {name: dice.choice(VALUES[len(RICH_TEXT) :]) for name in dice.sample(QUERY, dice.randint(1, 4))}


class Odd(Visit):
    """Its problems are errors of the server only."""

    def problems(self, sent):
        if self.response.status_code >= 500:
            yield f"{self.said}: {getattr(self.response, 'exc_info', [''])[:2]} of {str(sent)[:200]}"


def sent_to(scene, address):  # noqa: F811
    """Yield what is wrong with each answer."""
    dice, visit = random.Random(crc32(address.name.encode())), Odd(scene, "admin", address, scene.signed)
    forms = list(forged.bodies(address, visit.values))
    for turn in range(EACH):
        query, body = odd_query(dice), odd_form(dice, forms[turn % len(forms)])
        yield from visit.send("get", visit.path, query).problems(query)
        yield from visit.send("post", visit.path + forged.query(address, visit.values), body).problems(body)


def test_no_address_answers_with_an_error(scene):  # noqa: F811
    wrong = [told for address in ALL if not address.missing(scene.signed) for told in sent_to(scene, address)]
    assert not wrong, "\n".join(wrong)
