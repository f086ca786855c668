"""The findings at the top of the editing form, and where in the form each field is found."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TabbedInterface
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import Page

from clinic.checks.findings import ADVISE, BLOCK, CLEAN, REVIEW, Finding
from clinic.checks.runner import findings_for

HEADINGS = {
    BLOCK: "Stops approval",
    REVIEW: "For the reviewer to look at",
    ADVISE: "Advice on the wording",
}


def grouped(findings: Iterable[Finding]) -> list[dict[str, Any]]:
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


def report_on(page: Page) -> dict[str, Any]:
    """What the panel shows of a page: its findings as they are now, and when that was."""
    findings = findings_for(page)
    return {
        "groups": grouped(findings),
        "nothing_matched": not any(one.severity in (BLOCK, REVIEW) for one in findings),
        "clean": CLEAN,
        "checked_at": timezone.now(),
        "page_checked": page,
    }


class FindingsPanel(Panel):
    """What the checks say of the draft as it was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/findings.html"

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=["clinic/js/findings.js"], css={"all": ["clinic/css/findings.css"]})

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if not self.instance.pk:
                return context
            address = reverse("page_findings", args=[self.instance.pk])
            return context | report_on(self.instance) | {"address": address}


def findings_panel() -> Panel:
    """For the top of a page's Content tab."""
    return FindingsPanel(heading="Claims and checks", icon="clipboard-list")


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
