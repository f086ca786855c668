"""Trafilatura as a program that stays, run by the Python that has it: pages in and texts out, a line of JSON each."""

import json
import sys

from trafilatura import extract

for line in sys.stdin:
    page = json.loads(line)
    print(json.dumps(extract(page["html"], url=page["url"], include_comments=False) or ""), flush=True)
