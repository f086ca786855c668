"""The findings beside the editing form, and where in the form each field is found."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TabbedInterface
from wagtail.admin.panels.group import PanelGroup
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from clinic.checks.findings import BLOCK, CLEAN, HEADINGS, REVIEW, Finding

TITLE = "Claims and checks"
# What is counted on the icon, and how that is said. Advice is not.
ON_THE_ICON = {BLOCK: "{} stop approval", REVIEW: "{} to look at"}


def grouped(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings by severity, for the template, empty groups left out.

    Within a group what is said once for several places stands together: `causes` is `[[finding, …], …]`.
    """
    groups = []
    for severity, heading in HEADINGS.items():
        found = [one for one in findings if one.severity == severity]
        if found:
            groups.append({"severity": severity, "heading": heading, "count": len(found), "causes": by_cause(found)})
    return groups


def by_cause(findings: Iterable[Finding]) -> list[list[Finding]]:
    causes: dict[tuple[str, str, str], list[Finding]] = {}
    for one in findings:
        causes.setdefault((one.rule, one.message, one.suggestion), []).append(one)
    return list(causes.values())


def in_words(findings: Sequence[Finding]) -> str:
    """What the icon says: "Claims and checks: 2 stop approval, 3 to look at"."""
    number = Counter(one.severity for one in findings)
    said = [words.format(number[one]) for one, words in ON_THE_ICON.items() if number[one]]
    return ": ".join(filter(None, [TITLE, ", ".join(said)]))


def report_on(findings: Sequence[Finding]) -> dict[str, Any]:
    """What the panel shows of the findings on a page or a shared text as they are now, and when that was."""
    counted = [one for one in findings if one.severity in ON_THE_ICON]
    return {
        "groups": grouped([one for one in findings if not one.shared]),
        "shared": [one for one in findings if one.shared],
        "count": len(counted),
        "in_words": in_words(findings),
        "nothing_matched": not counted,
        "clean": CLEAN,
        "checked_at": timezone.now(),
    }


class FindingsSidePanel(BaseSidePanel):
    """What the checks say of the draft as it was saved last, beside the form; the icon has their number.

    `find` gives the findings on what is edited; not asked for what was never saved.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        @property
        def aria_label(self) -> str:
            return str(self.panel.report.get("in_words", TITLE))

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": self.panel.report.get("count", 0)}

    name = "findings"
    title = TITLE
    template_name = "clinic/panels/findings.html"
    order = 150

    def __init__(self, edited: Model, request: HttpRequest, find: Callable[[Any], Sequence[Finding]]) -> None:
        super().__init__(edited, request)
        self.find = find

    @cached_property
    def report(self) -> dict[str, Any]:
        return report_on(self.find(self.object)) | {"checked": True} if self.object.pk else {}

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["clinic/js/findings.js"], css={"all": ["clinic/css/findings.css"]})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        is_page = isinstance(self.object, Page)
        address = reverse("page_findings", args=[self.object.pk]) if is_page and self.object.pk else ""
        return super().get_context_data(parent_context) | self.report | {"address": address, "is_page": is_page}


# Where fields are in the form -----------------------------------------------------------------------------------------


def anchors_of(handler: Any, prefix: str = "panel", section: str = "") -> dict[str, str]:
    """Where the form of an edit handler shows each field: `{field or relation name: "#id"}`."""
    if isinstance(handler, PanelGroup):
        return {
            name: anchor
            for child, identifier in zip(handler.children, handler.child_identifiers, strict=True)
            for name, anchor in anchors_of(
                child, f"{prefix}-child-{identifier}", section_of(handler, prefix, identifier, section)
            ).items()
        }
    if isinstance(handler, InlinePanel):
        return {handler.relation_name: section}
    return {handler.field_name: section} if isinstance(handler, FieldPanel) else {}


def section_of(group: Panel, prefix: str, identifier: str, section: str) -> str:
    """The id of the section around a child of `group`: only an ObjectList gives each child one of its own."""
    if isinstance(group, MultiFieldPanel | FieldRowPanel):
        return section
    return "" if isinstance(group, TabbedInterface) else f"#{prefix}-{identifier}-section"
