"""The report over the whole site: live texts and drafts, for those who work on them, safe to open as a spreadsheet."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from clinic.checks import kept_findings
from clinic.checks.bulk_checks import judge
from clinic.people.roles import Role
from tests import builders as build

pytestmark = pytest.mark.django_db
REPORT = "/admin/claims/"
CLAIM = "It has no side effects."
PROMISE = "Results are guaranteed."


def page_with(text, title="A topic", live=False, **fields):
    return build.topic(title, live=live, questions=[build.question("Why?", build.statement(text))], **fields)


def drafted(page, **fields):
    """The page with a draft that differs from what is live."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()


def shown(client, **filters):
    kept_findings.refresh()
    answer = client.get(REPORT, filters)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client, **filters):
    kept_findings.refresh()
    return list(csv.DictReader(io.StringIO(client.get(REPORT, {"export": "csv"} | filters).getvalue().decode())))


def test_it_is_in_the_menu_of_reports(staff):
    assert "Claims and checks" in staff("writer").get("/admin/").content.decode()


def test_it_lists_a_finding_with_the_way_to_the_page(staff):
    page = page_with(CLAIM)
    html = shown(staff("writer"))
    assert "A topic" in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert "<mark>no side effects</mark>" in html


def test_live_text_and_draft_are_judged_each(staff):
    page = page_with("CRPS hurts.", live=True)
    drafted(page, title="A guaranteed cure", search_description="")
    found = {(row["Text"], row["Rule"]) for row in rows(staff("writer")) if row["What it does"] == "Stops approval"}
    assert found == {("Draft", "C02"), ("Draft", "C03")}


def test_a_draft_that_is_what_is_live_is_not_listed_twice(staff):
    page_with("Seven in ten people improve.", live=True)
    assert [row["Text"] for row in rows(staff("writer"), rule="C10")] == ["Live"]


def test_it_is_narrowed_by_severity_rule_and_text(staff):
    page_with(f"{CLAIM} {PROMISE} It is safe.")
    writer = staff("writer")
    assert {row["Rule"] for row in rows(writer, severity="REVIEW")} == {"C06"}
    assert {row["Rule"] for row in rows(writer, rule="C03")} == {"C03"}
    assert rows(writer, rule="C03", version="live") == []
    assert "Nothing to show for this choice." in shown(writer, rule="C03", version="live")


def test_a_choice_that_does_not_exist_is_passed_over(staff):
    page_with(CLAIM)
    assert "A topic" in shown(staff("writer"), rule="C99")


def test_a_site_without_findings_says_that_a_person_must_check(staff):
    assert "The checks found nothing. A person must still read the text." in shown(staff("writer"))


def test_only_pages_somebody_works_on_are_listed(staff):
    page_with(CLAIM, "Theirs")
    build.service("Ours", live=False, summary=CLAIM)
    writer = staff("writer")
    group = Role("writer", "Writer", "").group()
    permissions = set(GroupPagePermission.objects.filter(group=group).values_list("permission", flat=True))
    GroupPagePermission.objects.filter(group=group).delete()
    for permission in permissions:
        GroupPagePermission.objects.create(group=group, page=build.services_page(), permission_id=permission)
    html = shown(writer)
    assert "Ours" in html
    assert "Theirs" not in html


def test_who_works_on_no_page_sees_no_report(staff, anyone):
    assert anyone.get(REPORT).status_code == 302
    GroupPagePermission.objects.all().delete()
    assert staff("writer").get(REPORT).status_code in (302, 403)


def test_a_spreadsheet_takes_no_words_for_a_formula(staff):
    page_with("It has no side effects.", '=HYPERLINK("http://evil.example","no risks")', slug="x")
    titles = {row["Page"] for row in rows(staff("writer"))}
    assert titles == {'\'=HYPERLINK("http://evil.example","no risks")'}
    exported = staff("writer").get(REPORT, {"export": "xlsx"}).getvalue()
    sheet = openpyxl.load_workbook(io.BytesIO(exported)).active
    cells = [cell for line in sheet.iter_rows(min_row=2, max_col=1) for cell in line]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.value.startswith("=HYPERLINK") for cell in cells)


def queries_of(judging):
    with CaptureQueriesContext(
        connection,
    ) as counted:
        judging()
    return len(counted)


def test_more_pages_take_no_more_queries():
    def add(number):
        figure, source = build.figure(f"Figure {number}"), build.reference(f"Study {number}")
        picture = build.picture(build.image())
        link = f'<p><a linktype="page" id="{build.services_page().pk}">Services</a></p>'
        statement = build.statement(link, "established", references=[source], figure=figure.pk)
        page = page_with("CRPS hurts.", f"Topic {number}", live=True)
        drafted(page, questions=[build.question("Why?", statement, picture)])

    add(1)
    add(2)
    judge(Page.objects.all())
    few = queries_of(lambda: judge(Page.objects.all()))
    for number in range(3, 9):
        add(number)
    assert queries_of(lambda: judge(Page.objects.all())) <= few


def test_it_says_the_same_of_a_page_as_the_editing_form():
    from clinic.checks.runner import findings_for

    page = page_with(f"{CLAIM} {PROMISE}")
    (judged,) = [one for one in judge(Page.objects.all()) if one.page.pk == page.pk]
    assert judged.findings == findings_for(page.get_latest_revision_as_object())
