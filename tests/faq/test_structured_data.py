"""What machines read about a topic says what the page says, and cannot break out of its script element."""

import json
import re

import pytest

from clinic.models import User
from tests import builders as build

pytestmark = pytest.mark.django_db


def structured(patient, address="/faq/what-is-crps/"):
    page = patient.get(address).content.decode()
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_it_says_what_the_page_says(patient):
    author = User.objects.create(username="maya", public_name="Dr Maya Ortiz")
    build.topic(asked_as="what is rsd\nis crps rare", author=author)
    data = structured(patient)
    assert data["@type"] == "MedicalWebPage"
    assert data["name"] == "What is CRPS?"
    assert data["description"] == "CRPS is a condition that causes lasting pain, usually in one arm or leg."
    assert data["alternateName"] == ["what is rsd", "is crps rare"]
    assert data["author"]["name"] == "Dr Maya Ortiz"
    assert [part["name"] for part in data["hasPart"]] == ["What is CRPS?"]
    assert data["url"].endswith("/faq/what-is-crps/")


def test_a_key_figure_stands_there_in_words(patient):
    figure = build.figure()
    build.topic(short_answer=f"<p>We have seen {build.inline(figure)} &amp; more.</p>")
    assert structured(patient)["description"] == "We have seen about 800 people & more."


def test_words_cannot_end_the_script(patient):
    evil = "</script><script>alert(1)</script>"
    build.topic(title=evil, slug="evil", asked_as=evil, questions=[build.question(evil)])
    data = structured(patient, "/faq/evil/")
    assert data["name"] == evil
    assert "<script>alert" not in patient.get("/faq/evil/").content.decode()
