"""Of a source it is said how much of it was read, in words that fit what it is: a web page is no paper."""

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db
PAGE = {"design": "public_information", "url": "https://health.example/crps", "doi": "", "pmid": ""}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seen": "abstract"}, "We have read its summary, not the whole paper."),
        ({"seen": "full"}, "We have read the whole paper."),
        ({**PAGE, "seen": "abstract"}, "We have read the first part of this web page."),
        ({**PAGE, "seen": "full"}, "We have read the whole web page."),
        ({**PAGE, "seen": "abstract", "doi": "10.1000/1"}, "We have read its summary, not the whole paper."),
    ],
)
def test_how_much_was_read(patient, fields, said):
    source = build.reference(**fields)
    statement = build.statement(kind="published", references=[source], why_unsure="It names no numbers.")
    build.topic(questions=[build.question("What is CRPS?", statement)])
    assert said in patient.get("/faq/what-is-crps/").text


@pytest.mark.parametrize(("kind", "is_told"), [("plain", False), ("clinic_thinks", True)])
def test_labels_are_told_of_where_there_are_some(patient, kind, is_told):
    build.topic(questions=[build.question("What is CRPS?", build.statement(kind=kind))])
    assert ("What the labels mean" in patient.get("/faq/what-is-crps/").text) is is_told
