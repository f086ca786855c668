"""pytest's flags for what the next Wagtail brings: `python -m tests.next_wagtail [elsewhere]`.

What it removes is an error; the name of that warning has a version in it. `elsewhere`, on another Wagtail than the
pinned one, leaves out what no Wagtail has a say in: `make test` has tried it.
"""

import sys
from pathlib import Path

from wagtail.utils.deprecation import removed_in_next_version_warning as warning

TESTS = Path(__file__).parent
# Words, patterns, meanings, files, pictures, jobs, mail, links out of the house, processes, style sheets, pages from
# memory, the record, dates and reading of reviews, links that sign, logins, what search finds, what programs read; and
# the demo.
OURS_ALONE = [
    "clinic/archive/test_[ar]*.py",
    "clinic/checks/*.py",
    "clinic/content/test_[ikps]*.py",
    "clinic/jobs/*.py",
    "clinic/links/*.py",
    "clinic/meaning/*.py",
    "clinic/ops/*.py",
    "clinic/pages/test_[kw]*.py",
    "clinic/people/test_[dfl]*.py",
    "clinic/review/test_[mprw]*.py",
    "clinic/review/test_sha*.py",
    "clinic/review/test_signing_by_link.py",
    "clinic/review/test_change_notes.py",
    "clinic/review/test_last_signed.py",
    "clinic/site/*.py",
    "clinic/staff/test_second_factor.py",
    "clinic/test_placeholders.py",
    "clinic/website/*.py",
    "faq/importing/*.py",
    "faq/test_editorial_*.py",
    "faq/test_[kmu]*.py",
    "faq/test_index.py",
    "faq/test_pasting.py",
    "faq/test_references.py",
    "faq/test_s*.py",
    "faq/test_what_fits_on_a_leaflet.py",
    "faq/test_words_[ef]*.py",
    "home/test_any_row.py",
    "home/test_api.py",
    "home/test_demo_words.py",
    "home/test_languages.py",
    "home/test_llms.py",
    "home/test_load*.py",
    "home/test_publishing_board.py",
    "home/test_query_counts.py",
    "home/search/*.py",
    "test_*.py",
]


def flags(elsewhere):
    # From the folder the suite runs in: make takes the flags apart at spaces, and the clinic's path may have some.
    all_of_it = [path for name in OURS_ALONE for path in sorted(TESTS.glob(name))] if elsewhere else []
    left_out = [path.relative_to(TESTS.parent) for path in all_of_it]
    return [f"-Werror::{warning.__module__}.{warning.__name__}", *(f"--ignore={path}" for path in left_out)]


if __name__ == "__main__":
    print(*flags("elsewhere" in sys.argv))
