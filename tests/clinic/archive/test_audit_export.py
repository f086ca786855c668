"""The record of who did what, as files."""

import csv
import io
import json

import pytest
from wagtail.log_actions import log

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.review.content_hash import content_hash
from clinic.review.signers import Signer
from clinic.staff.record.audit import COLUMNS
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/record/"


def text_of(answer):
    return b"".join(answer.streaming_content).decode()


def rows(staff, **query):
    answer = staff("admin").get(ADDRESS, {"format": "csv", **query})
    return list(csv.DictReader(io.StringIO(text_of(answer))))


def only(found, action):
    (row,) = [row for row in found if row["action"] == action]
    return row


def test_signatures_are_told_with_the_title_held_then_and_the_hash(staff):
    page = build.topic()
    review = page.reviews.get()
    row = only(rows(staff, page=page.pk), "Approved")
    assert row["person"].startswith("Dr Ruth Okafor")
    assert (row["review"], row["content_hash"]) == (str(review.pk), content_hash(page))
    assert row["time"].endswith("Z")


def test_withdrawing_is_told_with_its_reason(staff):
    page = build.topic()
    withdraw(page, member("publisher"), Withdrawal.How.ERROR, "Sent out by mistake.")
    row = only(rows(staff, page=page.pk), "Withdraw")
    assert (row["person"], row["note"]) == ("Pablo Marsh", "Sent out by mistake.")


def test_an_override_is_told_with_the_finding_and_the_reason(staff):
    page = build.topic(live=False)
    build.signed(page, overrides={"C05": "A quotation of the law."})
    row = only(rows(staff, page=page.pk), "Override a finding")
    assert row["note"] == "C05. A quotation of the law."


def test_both_files_tell_the_same(staff):
    build.topic()
    told = json.loads(text_of(staff("admin").get(ADDRESS, {"format": "json"})))
    assert [{key: str(value) for key, value in row.items()} for row in told] == rows(staff)
    assert list(told[0]) == COLUMNS
    assert [row["time"] for row in told] == sorted(row["time"] for row in told)


def test_nothing_found_is_an_empty_list(staff):
    answer = staff("admin").get(ADDRESS, {"format": "json", "page": "there is no such page"})
    assert json.loads(text_of(answer)) == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(staff, sign):
    page = build.topic()
    log(page, "clinic.void_sign_off", data={"why": f"{sign}HYPERLINK(1)"})
    assert only(rows(staff, page=page.pk), "Void approval")["note"] == f"'{sign}HYPERLINK(1)"


def test_the_name_of_an_account_that_is_gone_is_kept(staff):
    page = build.topic()
    leaver = member("publisher")
    log(page, "wagtail.lock", user=leaver)
    log(leaver, "wagtail.delete", user=member("admin"))
    leaver.delete()
    assert only(rows(staff, page=page.pk), "Lock")["person"] == "Pablo Marsh (account deleted)"


def test_an_account_of_which_nothing_is_known_goes_by_its_number(staff):
    page = build.topic()
    leaver = member("publisher")
    log(page, "wagtail.lock", user=leaver)
    number = leaver.pk
    leaver.delete()
    assert only(rows(staff, page=page.pk), "Lock")["person"] == f"user {number} (account deleted)"


def test_it_can_be_narrowed_down_to_a_person_a_page_and_days(staff):
    page, other = build.topic(), build.topic("Is it in the mind?")
    log(page, "wagtail.lock", user=member("publisher"))
    log(other, "wagtail.lock", user=member("writer"))
    by = rows(staff, person=f"account:{member('writer').pk}")
    assert {row["object_id"] for row in by if row["action"] == "Lock"} == {str(other.pk)}
    assert {row["object_id"] for row in rows(staff, page="in the mind")} == {str(other.pk)}
    assert rows(staff, until="2020-01-01") == []
    assert rows(staff, since="2020-01-01")


def test_a_clinician_without_an_account_can_be_chosen(staff):
    page = build.topic(live=False)
    words = page.get_latest_revision_as_object()
    from clinic.review.approving import sign_off

    sign_off(page, content_hash(words), Signer("Dr Guest", "neurologist"), {})
    found = rows(staff, person="name:Dr Guest")
    assert [row["person"] for row in found] == ["Dr Guest, neurologist"]


def test_no_words_of_a_page_are_in_it(staff):
    build.topic(short_answer="<p>An unmistakable sentence.</p>")
    assert "unmistakable" not in text_of(staff("admin").get(ADDRESS, {"format": "csv"}))


@pytest.mark.parametrize(
    "query",
    [
        {"since": "soon"},
        {"since": "2026-03-03", "until": "2026-03-01"},
        {"person": "account:x"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"page": "x" * 300},
    ],
)
def test_a_choice_that_cannot_be_is_answered_in_words_and_gives_no_file(staff, query):
    answer = staff("admin").get(ADDRESS, {"format": "csv", **query})
    assert answer.status_code == 200
    assert not answer.streaming


@pytest.mark.parametrize("page", ["0", "9" * 30, "²", "%"])
def test_odd_pages_are_found_nowhere(staff, page):
    assert staff("admin").get(ADDRESS, {"page": page}).status_code == 200


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_it_is_for_the_admin_only(staff, role):
    assert staff(role).get(ADDRESS, {"format": "csv"}).status_code == 302


def test_the_admin_finds_it_among_the_reports(staff):
    assert ADDRESS in staff("admin").get("/admin/").content.decode()
    assert '"/admin/record/"' not in staff("writer").get("/admin/").content.decode()
    assert "Approved" in (build.topic() and staff("admin").get(ADDRESS).content.decode())
