"""What the card of a service says: for whom it is, how long it takes, and how sure anybody is that it helps."""

import json

import pytest

from faq.statement_kinds import LABELLED
from home.models import ServicePage
from home.models.services import first_words

pytestmark = pytest.mark.django_db


def service(*kinds):
    said = [{"type": "statement", "value": {"kind": kind, "text": "<p>It may help.</p>"}} for kind in kinds]
    return ServicePage(title="A service", benefits=json.dumps(said))


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (["established"], "established"),
        (["established", "early"], "early"),
        (["clinic_thinks", "established"], "clinic_thinks"),
        (["established", "published"], "published"),
        (["early", "published"], "early"),
        (["plain", "established"], "established"),
        (["plain"], None),
        ([], None),
    ],
)
def test_a_card_sounds_no_surer_than_its_page(kinds, shown):
    assert service(*kinds).evidence_so_far == shown


@pytest.mark.parametrize("kind", LABELLED, ids=lambda kind: kind.key)
def test_every_label_is_shown_on_a_card(kind):
    assert service(kind.key, "plain").evidence_so_far == kind.key


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>About <b>90</b> minutes.</p><p>More.</p>", "About 90 minutes."),
        ("<ul><li>adults</li><li>children</li></ul>", "adults"),
        ("<p></p><p>Later.</p>", "Later."),
        ('<p>We planned <embed embedtype="key-figure" id="1"/> visits.</p><p>Then more.</p>', ""),
        ("", ""),
    ],
)
def test_it_takes_the_first_words_of_a_part(source, shown):
    assert first_words(source) == shown
