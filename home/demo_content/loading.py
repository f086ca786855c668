"""Putting the demo on an empty site."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from clinic.content.models import KeyFigure
from clinic.people import demo_accounts
from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage, GlossaryTerm, Reference, Subject, TopicPage
from home.demo_content import indexing, ledger, pages, reading, snippets, spanish
from home.demo_content.blocks import BlockMaker
from home.models import FeaturedTopic, HomePage, ServicePage, ServicesPage, StandardPage

KINDS_OF_PAGE = (TopicPage, ServicePage, StandardPage)
FRONT = (HomePage, FaqIndexPage, ServicesPage)
INDEXED = (*KINDS_OF_PAGE, *FRONT, Subject, Reference, GlossaryTerm, KeyFigure, get_image_model())


class Refused(Exception):
    """The demo may not be loaded here. The message says why, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Loaded:
    """How many pages of each kind there are now; `already` when nothing had to be done."""

    topics: int
    services: int
    pages: int
    already: bool = False


@transaction.atomic
def load():
    """Make all of the demo, or nothing. Refused on a site with pages of its own; Mistake in a faulty file."""
    present = [entry.thing for entry in ledger.made() if isinstance(entry.thing, Page)]
    if present:
        return counted(present, already=True)
    refuse_own_pages()
    home = the_only(HomePage)
    demo = reading.read()
    with indexing.postponed(*INDEXED):
        drafts = make(demo, home)
    demo_accounts.make()
    indexing.index([entry.thing for entry in ledger.made()] + front_pages())
    return counted(drafts.values())


def front_pages():
    return [page for kind in FRONT for page in kind.objects.all()]


def counted(made, already=False):
    kinds = [page.specific_class for page in made if page.locale.is_default]
    return Loaded(*(kinds.count(kind) for kind in KINDS_OF_PAGE), already=already)


def refuse_own_pages():
    for kind in KINDS_OF_PAGE:
        own = kind.objects.first()
        if own:
            raise Refused(
                f"This site has pages of its own, such as “{own}”. The demo is only for an empty site. "
                "Nothing was changed."
            )


def the_only(page_type):
    page = page_type.objects.filter(locale=Locale.get_default()).first()
    if page is None:
        name = page_type._meta.verbose_name
        raise Refused(f"There is no {name} yet. Run “python manage.py bootstrap” first. Nothing was changed.")
    return page


def make(demo, home):
    """Everything the files describe: `{(kind, name): page}`."""
    locale = home.locale
    subjects = snippets.subjects(demo.subjects, locale)
    people = snippets.people(demo.people)
    figures = snippets.figures(demo.figures, locale)
    references = snippets.references(demo.references, locale)
    terms = snippets.terms(demo.glossary, locale)
    pictures = snippets.pictures(demo.pictures, reading.FOLDER)
    faq, services = the_only(FaqIndexPage), the_only(ServicesPage)
    drafts = pages.add_drafts(demo, home, faq, services)
    maker = BlockMaker(*map(ids, (drafts, figures, references, pictures, terms)))
    for one in demo.services:
        pages.fill_service(drafts["service", one.name], one, maker)
    for one in demo.topics:
        pages.fill_topic(drafts["topic", one.name], one, maker, drafts, subjects, people)
    for one in demo.pages:
        pages.fill_standard(drafts["page", one.name], one, maker)
    fill_front(demo, maker, home, faq, services)
    fill_details(demo.details, maker.pages)
    spanish.add(demo, drafts, maker, {"home": home, "faq": faq, "services": services}, (subjects, figures, terms))
    for one in demo.topics:
        if one.change_note:
            pages.add_later(drafts["topic", one.name], one, maker)
    return drafts


def ids(named):
    return {name: thing.pk for name, thing in named.items()}


# What bootstrap made and the demo only fills ---------------------------------------------------------------------


def fill_front(demo, maker, home, faq, services):
    """The words of the home page and of the two lists, where nobody has written any."""
    home.refresh_from_db()
    words = demo.home["home"]
    if not home.featured_links.exists():
        topics = [maker.pages["topic", name] for name in words["featured"]]
        home.featured_links = [FeaturedTopic(topic_id=pk, sort_order=place) for place, pk in enumerate(topics)]
    fill_page(home, {"headline": words["headline"], "introduction": maker.rich(words["introduction"])})
    for page, key in ((faq, "faq"), (services, "services")):
        page.refresh_from_db()
        fill_page(page, {"introduction": maker.rich(demo.home[key]["introduction"])})


def fill_page(page, words):
    """Fill the empty ones of the fields `words`. A page that somebody is working on is left alone."""
    if page.has_unpublished_changes:
        return
    fill(page, words)
    page.save_revision()
    pages.sign_and_publish(page)


def fill_details(details, page_ids):
    """How to reach the clinic, where nobody has said so."""
    ours = ClinicDetails.for_site(Site.objects.get(is_default_site=True))
    values = {
        f"{name}_id" if name.endswith("_page") else name: page_ids["page", value] if name.endswith("_page") else value
        for name, value in details.items()
    }
    fill(ours, values)
    ours.full_clean()
    ours.save()


def fill(thing, values):
    """Set the fields of `thing` that are empty or as they come, and note what they were."""
    open_ones = {name: value for name, value in values.items() if is_untouched(thing, name)}
    before = {name: getattr(thing, name) for name in open_ones}
    for name, value in open_ones.items():
        setattr(thing, name, value)
    ledger.note_filled(thing, before, open_ones)


def is_untouched(thing, name):
    usual = thing._meta.get_field(name).get_default()
    return getattr(thing, name) in (None, "", usual)
