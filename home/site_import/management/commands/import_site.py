"""`import_site SOURCE` moves an old website in: the plan, then a draft of each page, then one line about each."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.ops.progress import Bar
from clinic.people.staff_mail import address_in_admin
from faq.importing.words import counted
from faq.management.commands.import_topic import EDIT, index_page
from home.site_import.drafting import begin
from home.site_import.import_stages import go_on, work
from home.site_import.keeping import forget
from home.site_import.models import FoundRow, SiteImport, Stage
from home.site_import.old_site import OldSite
from home.site_import.repeats import named
from home.site_import.report import addresses_as_csv, lines, numbers, plan_lines

DOING = {Stage.READING: "Reading", Stage.SORTING: "Sorting", Stage.DRAFTING: "Drafts", Stage.LINKING: "Links"}


class Command(BaseCommand):
    help = (
        "Imports a website: each page becomes a draft of a topic, a service or a standard page. Nothing is published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source",
            metavar="SOURCE",
            help="A folder or .zip of saved pages, a WordPress export (.xml), or an address.",
        )
        parser.add_argument("--under", metavar="PAGE", help="The page that holds the topics: its number, slug or path.")
        parser.add_argument("--language", metavar="CODE", help="The language of the website, such as en or es.")
        parser.add_argument("--media", metavar="FOLDER", default="", help="The media folder of a WordPress export.")
        parser.add_argument(
            "--base-url", metavar="URL", default="", help="The old site's address, if its files do not say."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only print the plan.")
        parser.add_argument("--details", action="store_true", help="Print the whole report of each page too.")

    def handle(self, *args: Any, source: str, under: str | None, language: str | None, **options: Any) -> None:
        given = {"given": source if "://" in source else in_full(source), "media": in_full(options["media"]),
                 "base_url": options["base_url"], "index": index_page(under, language)}  # fmt: skip
        site = unfinished(given) or SiteImport.objects.create(name=source.rstrip("/").rsplit("/", 1)[-1][:200], **given)
        try:
            self.run(site)
            self.tell_plan(site)
            if options["dry_run"]:
                return
            if site.stage == Stage.PLANNED:
                begin(site)
            self.run(site)
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was made is kept; give the same command again to go on.") from None
        finally:
            if options["dry_run"]:
                forget(site)
                site.delete()
        self.tell(site, details=options["details"])

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def run(self, site: SiteImport) -> None:
        work(site, shown())
        if site.stage == Stage.FAILED:
            raise CommandError(site.trouble)

    def tell_plan(self, site: SiteImport) -> None:
        old = OldSite(site)
        self.stdout.write(self.style.MIGRATE_HEADING(f"The plan: {', '.join(numbers(old)) or 'no page was found'}."))
        self.say(plan_lines(old))
        if site.repeated:
            self.stdout.write("Left out once for all pages, because it stands on many:")
            self.say(f"  - {what}" for what in named(site))

    def tell(self, site: SiteImport, details: bool) -> None:
        old = OldSite(site)
        drafts = [row for row in old.pages if row.drafted_at and row.page]
        self.stdout.write(self.style.MIGRATE_HEADING(f"Made: {counted(len(drafts), 'draft')}. Nothing is published."))
        for row in drafts:
            self.stdout.write(line_about(row))
            self.say(f"  {line}" for line in lines(row) if details)
        report, addresses = files_of(site)
        report.write_text("\n\n".join("\n".join([line_about(row), *lines(row)]) for row in drafts), encoding="utf-8")
        addresses.write_text(addresses_as_csv(site), encoding="utf-8")
        missing = len(old.without_successor())
        self.stdout.write(f"The details of each page: {report}")
        self.stdout.write(f"{counted(missing, 'old address', 'old addresses')} without a successor: {addresses}")


def in_full(path: str) -> str:
    return str(Path(path).absolute()) if path else ""


def unfinished(given: dict[str, Any]) -> SiteImport | None:
    """The same import, broken off before; somebody says now that it goes on."""
    found = SiteImport.objects.filter(user=None, **given).exclude(stage=Stage.DONE).order_by("-pk").first()
    if found:
        go_on(found)
    return found


def shown() -> Callable[[SiteImport], bool]:
    """Draws how far each stage is."""
    bars = {stage: Bar(name) for stage, name in DOING.items()}

    def draw(site: SiteImport) -> bool:
        if site.of and site.stage in bars:
            bars[Stage(site.stage)](site.done, site.of)
        return True

    return draw


def line_about(row: FoundRow) -> str:
    edit = address_in_admin(EDIT, row.page_id) if row.page_id else ""
    return f"{row.get_becomes_display()} “{row.title}”: {row.summary} {edit}"


def files_of(site: SiteImport) -> tuple[Path, Path]:
    """Where the report and the list of addresses go."""
    folder = Path(settings.VAR_DIR) / "moving-in"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{site.pk}-report.txt", folder / f"{site.pk}-addresses.csv"
