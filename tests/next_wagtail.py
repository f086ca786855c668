"""pytest's flags for what the next Wagtail brings: `python -m tests.next_wagtail [elsewhere]`.

What it removes is an error; the name of that warning has a version in it. `elsewhere`, on another Wagtail than the
pinned one, leaves out what no Wagtail has a say in: `make test` has tried it.
"""

import sys
from pathlib import Path

from wagtail.utils.deprecation import removed_in_next_version_warning as warning

TESTS = Path(__file__).parent
# Words, patterns, files, mail, links out of the house, processes, style sheets, what search finds, what programs read;
# and the demo, which clinic/ops/test_first_content.py loads and takes away.
OURS_ALONE = [
    "clinic/checks/test_claims_[fprs]*.py",
    "clinic/jobs/test_job_health.py",
    "clinic/jobs/test_mail.py",
    "clinic/jobs/test_worker.py",
    "clinic/links/*.py",
    "clinic/ops/test_p*.py",
    "clinic/ops/test_up.py",
    "clinic/website/test_bad_addresses.py",
    "clinic/website/test_compression.py",
    "clinic/website/test_design_system.py",
    "clinic/website/test_reading_settings.py",
    "clinic/website/test_share_pictures.py",
    "clinic/website/test_stylesheet.py",
    "clinic/website/test_words.py",
    "faq/importing/test_[!sa]*.py",
    "faq/test_editorial_*.py",
    "faq/test_markdown.py",
    "faq/test_structured_data.py",
    "home/test_api.py",
    "home/test_demo_words.py",
    "home/test_llms.py",
    "home/test_load_demo.py",
    "home/search/test_patient_phrasings.py",
    "home/search/test_search.py",
    "home/search/test_search_first_words.py",
    "home/search/test_search_words.py",
    "home/search/test_suggested_questions.py",
    "test_contributing.py",
    "test_decisions.py",
    "test_lengths.py",
    "test_requirements.py",
]


def flags(elsewhere):
    left_out = [path for name in OURS_ALONE for path in sorted(TESTS.glob(name))] if elsewhere else []
    return [f"-Werror::{warning.__module__}.{warning.__name__}", *(f"--ignore={path}" for path in left_out)]


if __name__ == "__main__":
    print(*flags("elsewhere" in sys.argv))
