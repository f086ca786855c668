from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clinic.ops.progress import Bar
from home.loading_corpus import load


class Command(BaseCommand):
    help = "For timings only: makes a topic of every question and answer in FILE (JSON a line, may be gzipped)."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--map", required=True, help="Written: one line a question, its address, a tab, its id.")
        parser.add_argument("--repeat", type=int, default=1, help="How many times, with varied names.")

    def handle(self, *args, file, map, repeat, **options):
        if not Path(file).is_file():
            raise CommandError(f"There is no file {file}.")
        count = 0
        with open(map, "w", encoding="utf-8") as out:
            for url, pk in load(file, repeat, Bar("Corpus")):
                out.write(f"{url}\t{pk}\n")
                count += 1
        self.stdout.write(f"Questions loaded: {count}. Nobody has checked them.")
