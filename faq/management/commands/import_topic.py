"""`import_topic FILE…` makes a draft topic of each document, with the report that the screen shows too."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.people.staff_mail import address_in_admin
from faq.importing.many_documents import Outcome, brought_in, documents_of
from faq.importing.words import counted, safe_name
from faq.models import FaqIndexPage

EDIT = "wagtailadmin_pages:edit"


class Command(BaseCommand):
    help = "Imports documents (.docx, .html, .md, .txt): each becomes a draft topic. Nothing is published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="Word, HTML, Markdown or plain-text files.")
        parser.add_argument("--under", metavar="PAGE", help="The page that holds the topics: its number, slug or path.")
        parser.add_argument("--language", metavar="CODE", help="The language of the documents, such as en or es.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(
        self, *args: Any, files: list[str], under: str | None, language: str | None, dry_run: bool, **options: Any
    ) -> None:
        index = index_page(under, language)
        outcomes = brought_in(documents_of([Path(file) for file in files], index), dry_run=dry_run)
        failed = sum(not self.tell(outcome) for outcome in outcomes)
        if failed:
            raise CommandError(f"{failed} of {counted(len(files), 'file')} could not be imported.")

    def tell(self, outcome: Outcome) -> bool:
        """What became of one file; True unless it was refused. A refused file keeps none of the others back."""
        plan = outcome.plan
        if plan is None:
            self.stderr.write(self.style.ERROR(outcome.refusal))
            return False
        self.stdout.write(self.style.MIGRATE_HEADING(f"{plan.report.name}: “{plan.draft.title}”"))
        if plan.existing:
            self.stdout.write(f"  {plan.already_here} It is at {address_in_admin(EDIT, plan.existing.pk)}")
            return True
        page = outcome.page
        made = f"Now a draft, to be edited at {address_in_admin(EDIT, page.pk)}" if page else "Would become a draft."
        for line in [made, *plan.report.lines()]:
            self.stdout.write(f"  {line}")
        return True


def index_page(under: str | None, language: str | None) -> FaqIndexPage:
    """The page named by `--under` or `--language`, or the only one there is. No language is taken for granted."""
    pages = list(FaqIndexPage.objects.order_by("pk").select_related("locale"))
    if not pages:
        raise CommandError("There is no page for topics yet. Make one first: python manage.py bootstrap")
    chosen = [page for page in pages if is_called(page, under) and is_in(page, language)]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{page.pk} ({path_of(page)}, {page.locale.language_code})" for page in pages)
    if chosen:
        raise CommandError(f"Say with --under or --language which page the topics belong under: {known}.")
    named = " in ".join(f"“{safe_name(name)}”" for name in (under, language) if name is not None)
    raise CommandError(f"No page for topics is called {named}. There is: {known}.")


def is_called(page: FaqIndexPage, under: str | None) -> bool:
    return under is None or under.strip("/") in {str(page.pk), page.slug, path_of(page).strip("/")}


def is_in(page: FaqIndexPage, language: str | None) -> bool:
    return language is None or page.locale.language_code == language.lower()


def path_of(page: FaqIndexPage) -> str:
    """The path below the site's home page, `/faq/`."""
    parts = page.get_url_parts()
    return parts[2] if parts else page.url_path
