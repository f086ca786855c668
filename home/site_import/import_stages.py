"""The stages of an import, one after the other, in steps: the worker and the command go the same way."""

import logging
from collections.abc import Callable, Iterator

from django.db import InterfaceError, OperationalError

from faq.importing.draft import Refused
from home.site_import.drafting import draft_all, join_all
from home.site_import.keeping import keep_all
from home.site_import.models import SiteImport, Stage
from home.site_import.sorting import sort_all

logger = logging.getLogger(__name__)
STAGES: dict[str, Callable[[SiteImport], Iterator[None]]] = {
    Stage.READING: keep_all,
    Stage.SORTING: sort_all,
    Stage.DRAFTING: draft_all,
    Stage.LINKING: join_all,
}
TROUBLE = "The program failed while it read the site. Its log says more; try again, or give the site in another way."


def work(site: SiteImport, goes_on: Callable[[SiteImport], bool]) -> None:
    """Until it waits for a person, or `goes_on` says no, which is asked after each step. What was made stays."""
    while site.is_working:
        try:
            for _ in STAGES[site.stage](site):
                site.refresh_from_db(fields=["is_stopped"])
                if site.is_stopped or not goes_on(site):
                    return
        except Refused as refusal:
            fail(site, str(refusal))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("An old site could not be read")
            fail(site, TROUBLE)


def fail(site: SiteImport, trouble: str) -> None:
    site.trouble = trouble
    site.save(update_fields=["trouble"])
    site.go_to(Stage.FAILED)


def go_on(site: SiteImport) -> None:
    """After it was stopped or failed."""
    stage = Stage.READING if site.stage == Stage.FAILED else site.stage
    SiteImport.objects.filter(pk=site.pk).update(is_stopped=False, trouble="", stage=stage)
    site.refresh_from_db()
