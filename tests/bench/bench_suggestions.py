"""`python -m tests.bench.bench_suggestions`: how long staff wait for what visitors suggest, where ten thousand wait.

Medians of some answers with none and with all of them. Nothing is asserted.
"""

import statistics
import time
import urllib.request

from tests.running import RunningClinic
from tests.security.fuzzing import headers_of, logged_in

MANY, TIMES = 10_000, 9
SCREEN = "/admin/search-words/counts/"
FILL = f"""
import datetime
from home.models import SuggestedQuestion
words, day = "Can I swim in the sea with it, and for how long, before it is too much? " * 3, datetime.date.today()
SuggestedQuestion.objects.bulk_create(
    SuggestedQuestion(text=f"{{words}} {{number}}", language="en", day=day) for number in range({MANY})
)
"""


def main():
    with RunningClinic() as clinic:
        session = logged_in(clinic)
        print(f"none: {milliseconds(clinic, session):.0f} ms")
        clinic.manage("shell", "--verbosity=0", "-c", FILL)
        print(f"{MANY}: {milliseconds(clinic, session):.0f} ms")


def milliseconds(clinic, session):
    headers = dict(line.split(": ", 1) for line in headers_of(session))
    asked, taken = urllib.request.Request(clinic.staff + SCREEN, headers=headers), []
    for _ in range(TIMES):
        began = time.monotonic()
        urllib.request.urlopen(asked).read()
        taken.append(time.monotonic() - began)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    main()
