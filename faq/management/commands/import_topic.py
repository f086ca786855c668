from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from faq.importing.bringing import plan_for
from faq.importing.drafting import create
from faq.importing.pictures import Pictures
from faq.importing.reading import MOST_BYTES, TOO_LARGE
from faq.importing.refusals import Refused
from faq.importing.words import counted, safe_name
from faq.models import FaqIndexPage


class Command(BaseCommand):
    help = "Brings documents in (.docx, .html, .md, .txt): each becomes a draft topic. Nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="Word, HTML, Markdown or plain-text files.")
        parser.add_argument("--under", metavar="PAGE", help="The page that holds the topics: its number, slug or path.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *args, files, under, dry_run, **options):
        index = index_page(under)
        failed = sum(not self.bring_in(Path(file), index, dry_run) for file in files)
        if failed:
            raise CommandError(f"{failed} of {counted(len(files), 'file')} could not be brought in.")

    def bring_in(self, file, index, dry_run):
        """One file; True unless it was refused. A refused file keeps none of the others back."""
        try:
            plan = plan_for(bytes_of(file), file.name, index, Pictures(file.parent))
        except Refused as refusal:
            self.stderr.write(self.style.ERROR(str(refusal)))
            return False
        self.stdout.write(self.style.MIGRATE_HEADING(f"{plan.report.name}: “{plan.draft.title}”"))
        page = None if plan.existing or dry_run else create(plan)
        if plan.existing:
            self.stdout.write(f"  {plan.already_here} It is at {edit_address(plan.existing)}")
            return True
        made = f"Now a draft, to be edited at {edit_address(page)}" if page else "Would become a draft."
        for line in [made, *plan.report.lines()]:
            self.stdout.write(f"  {line}")
        return True


def bytes_of(file):
    name = safe_name(file.name)
    try:
        if not file.exists():
            raise Refused(f"There is no file “{name}” at that place.")
        if not file.is_file():
            raise Refused(f"“{name}” is not a file.")
        if file.stat().st_size > MOST_BYTES:
            raise Refused(TOO_LARGE.format(name=name))
        return file.read_bytes()
    except (OSError, ValueError):
        raise Refused(f"“{name}” cannot be opened. Check that you may read it.") from None


def edit_address(page):
    path = reverse("wagtailadmin_pages:edit", args=[page.pk], urlconf="clinic.urls.staff")
    return settings.WAGTAILADMIN_BASE_URL + path


def index_page(under):
    """The page named by `--under`, or the only one there is."""
    pages = list(FaqIndexPage.objects.order_by("pk"))
    chosen = [page for page in pages if under is None or is_called(page, under)]
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(f"{page.pk} ({path_of(page)})" for page in pages) or "there is none yet"
    if not pages:
        raise CommandError("There is no page for topics yet. Make one first: python manage.py bootstrap")
    if under is None or chosen:
        raise CommandError(f"Say with --under which page the topics belong under: {known}.")
    raise CommandError(f"No page for topics is called “{safe_name(under)}”. There is: {known}.")


def is_called(page, under):
    return under.strip("/") in {str(page.pk), page.slug, path_of(page).strip("/")}


def path_of(page):
    """The path below the site's home page, `/faq/`."""
    parts = page.get_url_parts()
    return parts[2] if parts else page.url_path
