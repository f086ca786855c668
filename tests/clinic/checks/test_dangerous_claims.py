"""However it is put, what tells readers to change a medicine or to wait with help stops a page; cautions never do.

Sentences in dangerous_claims.jsonl: those of each set were written before the patterns were widened on the sets before.
Found at first contact: 19 of 124 with the patterns of before, 30 of 57 after the first widening, 18 of 28 after the
second; of as many look-alikes 5, 0 and 0 were stopped.
"""

import json
from pathlib import Path

import pytest

from clinic.checks.claims.page_claims import claims_in
from clinic.checks.lookups import CheckLookups

pytestmark = pytest.mark.django_db
ROWS = [json.loads(line) for line in Path(__file__).with_name("dangerous_claims.jsonl").read_text().splitlines()]


@pytest.fixture
def stopped():
    """Those of the sentences that stop a page."""
    check_lookups = CheckLookups()

    def of(texts):
        return {
            text for text in texts if any(one.severity == "BLOCK" for one in claims_in(text, check_lookups, "Notice"))
        }

    return of


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["medicine", "urgent", "safe"])
def test_they_stop_a_page_and_what_looks_like_them_does_not(stopped, kind, language):
    rows = [row for row in ROWS if (row["kind"], row["lang"]) == (kind, language)]
    wrong = {row["text"] for row in rows if row["stop"]}
    fine = {row["text"] for row in rows} - wrong
    assert len(fine) >= len(wrong) > 10
    assert stopped(fine) == set()
    assert len(wrong - stopped(wrong)) <= 2, wrong - stopped(wrong)
