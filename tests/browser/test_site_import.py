"""An old website moves in from the admin: given, planned, drafted by the worker, and one of its pages published."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import work
from tests.browser.test_main_job import publish, sign
from tests.home.site_import.old_sites import handmade_site, write_folder, write_zip

STAFF_PAGE = "http://www.oldmill-pain.example/staff.htm"

# Other tests of the same clinic look for a topic on the first page of a list.
PUT_AWAY = """
from home.site_import.models import FoundRow
for row in FoundRow.objects.filter(page__live=False).select_related("page"):
    row.page.specific.delete()
"""


@pytest.fixture
def put_away(clinic):
    yield
    clinic.manage("shell", "--verbosity=0", "-c", PUT_AWAY)


def test_an_old_website_moves_in_and_one_of_its_pages_is_read(put_away, at_work, visitor, tmp_path):
    writer = at_work("writer")
    give(writer, write_zip(write_folder(handmade_site(), tmp_path / "copy"), tmp_path / "old-mill.zip"))
    plan(writer)
    draft = drafts(writer)
    assert visitor.goto("/staff.htm").status == 404
    writer.goto(f"/admin/pages/{draft}/edit/")
    work.submit(writer)
    sign(at_work("reviewer"), draft)
    publish(at_work("admin"), draft)
    visitor.goto("/staff.htm")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Who we are")
    expect(visitor.get_by_text("Zoë Müller makes the splints in the workshop upstairs.")).to_be_visible()


def give(writer, file):
    writer.get_by_role("button", name="Settings").click()
    writer.get_by_role("link", name="Import a website").click()
    writer.get_by_label("A file").set_input_files(file)
    with writer.expect_navigation():
        writer.get_by_role("button", name="Show me the plan").click()


def plan(writer):
    """The screen shows it by itself once the worker has read the site."""
    expect(writer.get_by_text("This is the plan:")).to_be_visible(timeout=120_000)
    row = writer.get_by_role("row").filter(has_text=STAFF_PAGE)
    expect(row.get_by_role("combobox")).to_have_value("standard")
    writer.get_by_role("row").filter(has_text="/thanks.htm").get_by_role("combobox").select_option("nothing")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Make the drafts").click()


def drafts(writer):
    """The key of the draft of the page about the staff, from the summary."""
    expect(writer.get_by_text(re.compile(r"\d+ pages of “old-mill.zip” became drafts"))).to_be_visible(timeout=300_000)
    row = writer.get_by_role("row").filter(has=writer.get_by_role("link", name="Who we are", exact=True))
    row.locator("summary").click()
    expect(row.get_by_text("Please note")).to_be_visible()
    with writer.expect_download() as loading:
        writer.get_by_role("link", name=re.compile("Download the .* old address")).click()
    assert "/thanks.htm" in loading.value.path().read_text()
    return re.search(r"/pages/(\d+)/", row.get_by_role("link", name="Who we are").get_attribute("href"))[1]
