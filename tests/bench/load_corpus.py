"""`python -m tests.bench.load_corpus FILE --map MAP [--repeat N]`: a topic of every question and answer, for timings.

FILE holds JSON, one line a question (see tests.bench.corpus.read), and may be gzipped. It takes the same clinic as
`manage.py` does. Nobody has checked what is loaded.
"""

import argparse
import os
from pathlib import Path

import django

from manage import database_for


def main():
    options = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
    django.setup()
    with database_for("load_corpus"):
        print(f"Questions loaded: {load(options)}. Nobody has checked them.")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", required=True, help="Written: one line a question, its address, a tab, its id.")
    parser.add_argument("--repeat", type=int, default=1, help="How many times, with varied names.")
    options = parser.parse_args()
    if not options.file.is_file():
        parser.error(f"There is no file {options.file}.")
    return options


def load(options):
    """How many questions there are now. What makes them needs Django to be set up."""
    from clinic.ops.progress import Bar
    from tests.bench import corpus

    count = 0
    with open(options.map, "w", encoding="utf-8") as out:
        for url, pk in corpus.load(options.file, options.repeat, Bar("Corpus")):
            out.write(f"{url}\t{pk}\n")
            count += 1
    return count


if __name__ == "__main__":
    main()
