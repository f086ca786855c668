"""Whoever only opens a page in the editor, and looks around in it, leaves nothing behind in the page's history."""

import json
from pathlib import Path

import pytest

from tests.browser import work

# With a key figure, with blocks and lists of their own, in another language.
SLUGS = ["does-crps-spread", "tiene-cura-el-sdrc", "first-assessment", "about", "clinic-home"]
FIND = f"""
import json
from django.conf import settings
from wagtail.models import Page
found = dict(Page.objects.filter(slug__in={SLUGS}, alias_of=None).values_list("slug", "pk"))
(settings.VAR_DIR / "opened.json").write_text(json.dumps(found))
"""
A_WHILE = 20_000


@pytest.fixture(scope="module")
def pages(clinic):
    """{slug: id}"""
    clinic.manage("shell", "--verbosity=0", "-c", FIND)
    found = json.loads((Path(clinic.var) / "opened.json").read_text())
    assert sorted(found) == sorted(SLUGS)
    return found


def test_opening_saves_nothing(at_work, pages):
    admin, saved = at_work("admin"), []
    admin.clock.install()
    admin.add_init_script(work.WATCHED)
    admin.on("request", lambda sent: saved.append(sent.url) if sent.method == "POST" and "/edit/" in sent.url else None)
    for pk in pages.values():
        admin.goto(f"/admin/pages/{pk}/edit/")
        admin.locator("html[data-form-is-watched]").wait_for()
        for _ in range(8):
            admin.keyboard.press("Tab")
        admin.clock.run_for(A_WHILE)
    assert saved == []
    # What is typed would be saved by itself in that time.
    admin.route("**/edit/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    with admin.expect_request(lambda sent: sent.method == "POST" and "/edit/" in sent.url):
        admin.locator("#id_title").press_sequentially("!")
        admin.clock.run_for(A_WHILE)
