"""Reads one sentence a line and prints one JSON object a line: what in it could tell who somebody is. Keeps nothing."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import ProgrammingError

from clinic.checks.personal.datum import PersonalDatum
from clinic.checks.personal.screen import found_in
from home.search.screening import own_words


class Command(BaseCommand):
    help = 'Prints {"text", "found": [{"kind", "words", "start", "end"}]} for each line of standard input.'

    def handle(self, *args: Any, **options: Any) -> None:
        own = "\n".join(self.own_words())
        for line in sys.stdin:
            text = line.rstrip("\r\n")
            told = {"text": text, "found": [in_json(one) for one in found_in(text, own)]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))

    def own_words(self) -> list[str]:
        try:
            return list(own_words())
        except ProgrammingError:  # No clinic yet: it has no tables, and no names of its own.
            return []


def in_json(found: PersonalDatum) -> dict[str, str | int]:
    return {"kind": found.kind.value, "words": found.words, "start": found.start, "end": found.end}
