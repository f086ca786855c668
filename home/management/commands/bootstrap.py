"""Makes what a clinic needs before its first page: languages, roles, workflow, rules, first pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import GroupApprovalTask, Locale, Page, Site, Workflow

from clinic.archive.editions import begin_record
from clinic.checks.claims.seed import seed_rules
from clinic.checks.models import ClaimRule
from clinic.meaning.seed import add_first_examples
from clinic.ops.rights.giving import give_rights
from clinic.ops.rights.roles import missing
from clinic.pages.page_types import page_types
from clinic.people.roles import establish_roles
from clinic.review.going_live import publish_initial
from clinic.review.signers import Signer
from clinic.review.workflow import establish_workflow, foreign_steps
from clinic.site.models import ClinicDetails
from clinic.website.last_known_details import remember
from clinic.website.page_cache import change_triggers
from faq.models import FaqIndexPage
from home.models import HomePage, ServicesPage
from home.search.staff.first_words import add_first_words


class Command(BaseCommand):
    help = (
        "Makes what a clinic needs before its first topic: roles, home, topics and services pages. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        change_triggers.install()
        self.set_up()
        give_rights()
        if absent := missing():
            raise CommandError(
                f"The database has no role {' and no role '.join(absent)}, and this account may not make it: "
                "python manage.py database_roles prints the SQL with which the server's admin does."
            )
        for said in foreign_steps():
            self.stderr.write(said)
        self.stdout.write("Roles and first pages are in place.")

    @transaction.atomic
    def set_up(self) -> None:
        remove_wagtail_defaults()
        establish_languages()
        home = first_home()
        site = first_site(home)
        establish_roles()
        establish_workflow()
        first_child(home, FaqIndexPage, title="Answers", slug="faq")
        first_child(home, ServicesPage, title="Services", slug="services")
        begin_record(page_types())
        ClaimRule.objects.add_missing(seed_rules())
        add_first_examples()
        add_first_words()
        remember(ClinicDetails.for_site(site))


def remove_wagtail_defaults() -> None:
    """Wagtail brings two groups and an active workflow of its own; ours take their place. Used ones stay."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", task_states__isnull=True).delete()


def establish_languages() -> None:
    """A Locale for each language of the settings, also where the clinic was set up before it had that language."""
    for code, _ in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def first_home() -> Page:
    """The home page; on the first run it takes the place of Wagtail's welcome page."""
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    if home is None:
        home = HomePage(title="Home", slug="clinic-home", live=False)
        Page.get_first_root_node().add_child(instance=home)
        put_live(home)
    return home


def first_site(home: Page) -> Site:
    """The default site, at the address from the settings, so that links in mail and feeds are right."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    root: Page | None = site.root_page if site.root_page_id else None
    welcome = root if root and root.specific_class is Page else None
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    if root is None or welcome:
        site.root_page = home
    site.save()
    if welcome:
        welcome.delete()
    return site


def first_child(home: Page, page_type: type[Page], **fields: Any) -> None:
    """The page of this type under home, made and published when it is not there."""
    if not page_type.objects.exists():
        home.refresh_from_db()
        page = page_type(show_in_menus=True, live=False, **fields)
        home.add_child(instance=page)
        put_live(page)


def put_live(page: Page) -> None:
    """First pages say next to nothing and nobody has checked them: they are up, and marked as unchecked."""
    page.save_revision(log_action=False)
    publish_initial(page, Signer("The set-up", ""), "First page of a new site.")
