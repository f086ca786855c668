"""Decisions are numbered without a gap, and whoever names one names a page that is there."""

import re

from django.conf import settings

PAGES = sorted((settings.BASE_DIR / "docs" / "decisions").glob("*.md"))
READ = [
    path
    for folder in ("clinic", "faq", "home", "templates", "docs", "tests")
    for kind in ("*.py", "*.md", "*.html", "*.css", "*.js", "*.toml")
    for path in (settings.BASE_DIR / folder).rglob(kind)
]


def test_they_are_numbered_without_a_gap_in_name_and_title():
    assert PAGES
    for number, page in enumerate(PAGES, start=1):
        assert page.name.startswith(f"{number:04}-")
        assert page.read_text().startswith(f"# {number}. "), page.name


def test_every_decision_that_is_named_exists():
    named = {name for path in READ for name in re.findall(r"decisions/(\d{4}-[\w-]+\.md)", path.read_text())}
    assert named
    assert named <= {page.name for page in PAGES}
