"""The sources that an imported document listed, beside the topic that was made of it: to choose from while writing."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.admin.panels import Panel
from wagtail.models import Page, PageLogEntry

from faq.identifiers import identifiers_in
from faq.models.evidence import Reference

# The entry in a page's history that says where it came from.
IMPORTED = "faq.imported"


def sources_of(page: Page) -> list[str]:
    """The lines of the list, until the page is published for the first time."""
    if not page.pk or page.first_published_at:
        return []
    entry = PageLogEntry.objects.filter(page=page.pk, action=IMPORTED, data__has_key="sources").first()
    return entry.data["sources"] if entry else []


def with_references(lines: list[str], page: Page) -> list[tuple[str, Reference | None]]:
    """Each with the reference that has its DOI or PubMed ID, one in the page's language first."""
    named = [identifiers_in(line) for line in lines]
    dois, pmids = ([one[name] for one in named if one.get(name)] for name in ("doi", "pmid"))
    found = Reference.objects.filter(Q(doi__in=dois) | Q(pmid__in=pmids))
    by_name: dict[tuple[str, str], Reference] = {}
    for reference in sorted(found, key=lambda reference: reference.locale_id == page.locale_id):
        by_name |= {("doi", reference.doi): reference, ("pmid", reference.pmid): reference}
    return [
        (line, next((by_name[name] for name in one.items() if name[1] and name in by_name), None))
        for line, one in zip(lines, named, strict=True)
    ]


class ImportedSourcesPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "faq/importing/sources.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(sources_of(self.instance))

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            sources = with_references(sources_of(self.instance), self.instance)
            return super().get_context_data(parent_context) | {"sources": sources}
