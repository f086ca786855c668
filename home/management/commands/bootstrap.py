from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Site, Workflow

from clinic.models import ClinicDetails
from clinic.roles import establish_roles, grant_page_rights
from clinic.serving.last_known import remember
from faq.models import FaqIndexPage
from home.models import HomePage, ServicesPage


class Command(BaseCommand):
    help = (
        "Makes what a clinic needs before its first topic: roles, home, topics and services pages. Safe to run again."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        establish_roles()
        remove_wagtail_defaults()
        home = first_home()
        site = first_site(home)
        grant_page_rights()
        first_child(home, FaqIndexPage, title="Answers", slug="faq")
        first_child(home, ServicesPage, title="Services", slug="services")
        remember(ClinicDetails.for_site(site))
        self.stdout.write("Roles and first pages are in place.")


def remove_wagtail_defaults():
    """Wagtail brings two groups and an active workflow of its own; ours take their place. Used ones stay."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", task_states__isnull=True).delete()


def first_home():
    """The home page; on the first run it takes the place of Wagtail's welcome page."""
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(title="Home", slug="clinic-home")
        Page.get_first_root_node().add_child(instance=home)
        record(home)
    return home


def first_site(home):
    """The default site, at the address from the settings, so that links in mail and feeds are right."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id not in (None, home.pk) else None
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    if welcome is None or welcome.specific_class is Page:
        site.root_page = home
    site.save()
    if welcome is not None and welcome.specific_class is Page:
        Page.objects.get(pk=welcome.pk).delete()
    return site


def first_child(home, page_type, **fields):
    """The page of this type under home, made and published when it is not there."""
    if not page_type.objects.exists():
        home.refresh_from_db()
        page = page_type(show_in_menus=True, **fields)
        home.add_child(instance=page)
        record(page)


def record(page):
    """Give a page made by us a first revision, as if it had been saved in the editor."""
    page.save_revision(log_action=False).publish()
