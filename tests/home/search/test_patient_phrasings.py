"""Sixty ways in which patients ask what the example topics answer: each finds its answer first or second."""

import io
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

PHRASINGS = tomllib.loads(Path(__file__).with_name("patient_phrasings.toml").read_text(encoding="utf-8"))["phrasing"]
PLACES = 2


def test_every_phrasing_finds_its_answer_first_or_second(patient):
    call_command("load_demo", stdout=io.StringIO())
    assert [missed for phrasing in PHRASINGS if (missed := what_came_instead(patient, **phrasing))] == []


def what_came_instead(patient, typed, finds):
    """Nothing where one of `finds` came first or second, else what did."""
    results = patient.get("/search/", {"q": typed, "format": "json"}).json()["results"]
    came = [result["url"].split("#")[0].rstrip("/").rpartition("/")[2] for result in results[:PLACES]]
    return "" if {*came} & {*finds} else f"{typed}: {came}, not {finds}"
