"""Whatever staff or visitors wrote, no cell of a file that is taken away is a formula."""

import csv
import io

import openpyxl
import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Task, Workflow

from clinic.checks.models import ClaimRule
from clinic.content.models import KeyFigure
from clinic.meaning.models import Example
from clinic.people.exporting import FORMULA_SIGNS, harmless
from clinic.people.models import User
from faq.models import GlossaryTerm, Reference
from tests.authorisation.addresses import addresses
from tests.authorisation.scene import files_of_its_own, scene  # noqa: F401
from tests.cast import ProcessClient, member

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://evil.example")'
WRITTEN = {
    Page: ["title", "draft_title"],
    PageLogEntry: ["label"],
    ModelLogEntry: ["label"],
    User: ["public_name", "first_name", "last_name"],
    Task: ["name"],
    Workflow: ["name"],
    Redirect: ["old_path", "redirect_link"],
    GlossaryTerm: ["stands_for"],
    Reference: ["title"],
    KeyFigure: ["unit"],
    ClaimRule: ["title"],
    Example: ["label"],
}


def fill():
    """The formula stands wherever somebody could have written it."""
    for model, fields in WRITTEN.items():
        known = {field.name for field in model._meta.fields}
        model.objects.update(**{name: FORMULA for name in fields if name in known})


def files(values, kind):
    """Yield (address, file) of every address that gives its rows away as `kind`."""
    browser = ProcessClient("staff")
    browser.force_login(member("admin"))
    for address in addresses("clinic.urls.staff"):
        if address.exports and not address.missing(values):
            answer = browser.get(f"{address.path(values)}?export={kind}")
            assert answer.status_code in (200, 302), (address.name, answer.status_code)
            if "html" not in answer["Content-Type"]:
                yield address.name, answer.getvalue()


def is_number(cell):
    return cell.lstrip("+-").replace(".", "", 1).isdecimal()


def test_no_cell_of_a_list_is_a_formula_in_csv(scene):  # noqa: F811
    fill()
    tried, guarded, wrong = set(), set(), []
    for name, file in files(scene.signed, "csv"):
        tried.add(name)
        cells = [cell for row in csv.reader(io.StringIO(file.decode())) for cell in row]
        wrong += [(name, cell) for cell in cells if cell.startswith(FORMULA_SIGNS) and not is_number(cell)]
        guarded |= {name for cell in cells if cell == f"'{FORMULA}"}
    assert wrong == []
    # Reports of workflows make cells in a way of their own.
    assert {"wagtailadmin_reports:workflow", "wagtailadmin_reports:site_history"} <= guarded
    assert len(tried) > 10 and len(guarded) > 6


def test_nor_in_a_workbook(scene):  # noqa: F811
    fill()
    found = set()
    for name, file in files(scene.signed, "xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(file)).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"], name
        found |= {name for cell in cells if cell.value == FORMULA}
    assert len(found) > 6


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_sign_at_the_beginning_is_text(sign):
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless(f"1{sign}1") == f"1{sign}1"
