"""What Wagtail's own search finds, for comparison. Run by bench_search inside the clinic's own settings.

Reads `[[id, words], …]` as JSON from the file in PLAIN_QUERIES, writes `{operator: {id: [addresses, seconds]}}` beside.
"""

import json
import os
import re
import time
from pathlib import Path

from clinic.site.visibility import for_visitors
from faq.models import TopicPage

FILE = Path(os.environ["PLAIN_QUERIES"])
# Longer queries take Postgres minutes.
LETTERS, WORDS = 200, 16


def found(words, operator):
    pages = TopicPage.objects.filter(pk__in=for_visitors(TopicPage.objects.all()).values("pk")).defer_streamfields()
    return [page.url for page in pages.search(words, operator=operator)[:10]]


def timed(words, operator):
    began = time.perf_counter()
    cut = " ".join(re.findall(r"[\w'-]+", words[:LETTERS])[:WORDS])
    return [found(cut, operator) if cut else [], time.perf_counter() - began]


queries = json.loads(FILE.read_text())
answers = {operator: {pk: timed(words, operator) for pk, words in queries} for operator in ("and", "or")}
FILE.with_suffix(".found").write_text(json.dumps(answers))
