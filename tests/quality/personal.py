"""Personal data: precision and recall by language, of sentences and of the words pointed at. Prints no sentence."""

import json
from pathlib import Path

from clinic.checks.personal.screen import found_in

SENTENCES = Path(__file__).with_name("personal.jsonl")


def main():
    rows = [json.loads(line) for line in SENTENCES.read_text().splitlines()]
    for code in sorted({row["lang"] for row in rows}):
        print(f"personal {code}: {line_of_figures([row for row in rows if row['lang'] == code])}")
    print(f"personal all: {line_of_figures(rows)}")


def line_of_figures(rows):
    return f"{len(rows)} sentences, {rates([in_sentences(row) for row in rows])}; words {rates(map(in_words, rows))}"


def in_sentences(row):
    """(rightly found, found, there) of one sentence as a whole."""
    found, there = bool(found_in(row["text"])), bool(row["personal"])
    return found and there, found, there


def in_words(row):
    """The same of each personal datum in it: found where some of its words were pointed at."""
    places = [place_of(words, row["text"]) for words in row["personal"]]
    found = [(one.start, one.end) for one in found_in(row["text"])]
    right = sum(any(overlap(place, one) for one in found) for place in places)
    beside = sum(not any(overlap(place, one) for place in places) for one in found)
    return right, right + beside, len(places)


def place_of(words, text):
    return text.index(words), text.index(words) + len(words)


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def rates(counted):
    right, found, there = (sum(column) for column in zip(*counted, strict=True))
    return f"precision {right / found:.3f}, recall {right / there:.3f}"


if __name__ == "__main__":
    main()
