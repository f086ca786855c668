"""Puts the demo on an empty site."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from wagtail.models import Locale, Page

from clinic.archive.shared_texts import voiding
from clinic.people import demo_accounts
from home.demo_loading import files, indexing, provenance
from home.demo_loading.builder import FRONT, PAGES, SNIPPETS, DemoBuilder
from home.demo_loading.files import Mistake

INDEXED = [model for _, model, _ in (*PAGES.values(), *SNIPPETS.values())] + [*FRONT.values()]


class Refused(Exception):
    """The demo may not be loaded here. The message says why, in words for the person at the keyboard."""


@transaction.atomic
def load() -> str:
    """Make all of the demo, or nothing; says so. Refused on a site with pages of its own; Mistake in a faulty file."""
    if present := [thing for thing, _ in provenance.present("made") if isinstance(thing, Page)]:
        return f"The demo is already here: {numbers(present)}. Nothing was changed."
    refuse_own_pages()
    fronts = {key: first_page(kind) for key, kind in FRONT.items()}
    builder = DemoBuilder(files.read(), fronts)
    with indexing.postponed(*INDEXED), voiding.at_once("The demo was loaded"):
        build(builder)
    provenance.note_loaded(fronts["home"], reversed(builder.made), builder.filled)
    demo_accounts.make()
    indexing.index([*builder.made, *fronts.values()])
    return f"The demo is loaded: {numbers(builder.made)}. It is made up, and no clinician has checked it."


def build(builder: DemoBuilder) -> None:
    """Whatever cannot be used is a Mistake that names the file."""
    try:
        builder.build()
    except ValidationError as error:
        raise Mistake(f"{builder.file}.toml: {'; '.join(error.messages)}") from error
    except (Mistake, FieldDoesNotExist, KeyError, OSError) as error:
        raise Mistake(f"{builder.file}.toml: {error}") from error


def refuse_own_pages() -> None:
    for _, kind, _ in PAGES.values():
        if own := kind.objects.first():
            raise Refused(
                f"This site has pages of its own, such as “{own}”. The demo is only for an empty site. "
                "Nothing was changed."
            )


def first_page(kind: type[Page]) -> Page:
    page = kind.objects.filter(locale=Locale.get_default()).first()
    if page is None:
        name = kind._meta.verbose_name
        raise Refused(f"There is no {name} yet. Run “python manage.py bootstrap” first. Nothing was changed.")
    return page


def numbers(made: list) -> str:
    """How many pages there are in English."""
    kinds = [page.specific_class for page in made if isinstance(page, Page) and page.locale.is_default]
    topics, services, pages = (kinds.count(PAGES[folder][1]) for folder in ("topics", "services", "pages"))
    return f"{topics} topics, {services} services and {pages} other pages"
