"""What a page tells search engines and other programs."""

from collections.abc import Mapping
from http import HTTPMethod
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from clinic.content.page_mixin_base import PageMixin
from clinic.content.prose import sentences
from clinic.pages import structured_data

Context = Mapping[str, Any]


class MachineReadable(PageMixin):
    """What a page tells search engines, other programs and the apps that people share it in. Page types say more.

    `context` is the template context of the page: what machines read is made of what people read.
    """

    # Nothing is sent to a page: forms of visitors have addresses of their own.
    allowed_http_methods: ClassVar[list[HTTPMethod]] = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    # The template of the same page as Markdown; empty where there is none.
    markdown_template = ""
    # What kind of thing it is to the app that shows a link to it.
    open_graph_type = "website"

    def heading_in(self, context: Context) -> str:
        """The heading that is shown. A list inside this page brings one of its own as `heading`."""
        return context.get("heading") or self.card_title

    @property
    def card_title(self) -> str:
        """The words in large letters in the picture beside a shared link."""
        return self.title

    def summary_in(self, context: Context) -> str:
        """What it says in one or two sentences, as plain words; empty where it has none."""
        about = context.get("subject")
        if "heading" in context:
            return getattr(about, "description", "")
        return self.search_description or self.plain_summary(context.get("prose") or {})

    def plain_summary(self, prose: dict[str, str]) -> str:
        """The same of the page's own words; `prose` as in the context."""
        introduction = getattr(self, "introduction", "")
        return sentences(prose.get(introduction, ""))

    def breadcrumbs_in(self, context: Context, inside: bool = False) -> list[tuple[str, str]]:
        """The breadcrumbs that are shown, as pairs of name and address. `inside`: a list inside this page is shown."""
        request = context["request"]
        way = [(step.title, step.get_url(request)) for step in self.breadcrumbs]
        way[:1] = [(_("Home"), url) for _title, url in way[:1]]
        return [*way, (self.title, self.get_url(request))] if inside and way else way

    def linked_data(self, head: Any) -> list[dict[str, Any]]:
        """Nodes of schema.org data besides the breadcrumbs; `head` is the clinic.website.seo.head.Head of the page."""
        return []

    def web_page(self, head: Any, **more: Any) -> dict[str, Any]:
        """A MedicalWebPage that says who answers for it; `more` as the page type knows it."""
        days = [note.published_at for note in self.changes_to_know()] + [self.last_published_at]
        days = [day for day in days if day]
        return {
            "@type": "MedicalWebPage",
            "@id": head.url,
            "url": head.url,
            "name": head.title,
            "description": self.plain_summary(head.context.get("prose") or {}),
            "inLanguage": head.site_context.language,
            **more,
            "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
            "publisher": {"@id": head.clinic_id},
            "dateModified": structured_data.day(max(days)) if days else None,
            **structured_data.checking(head.checked),
        }

    def changes_to_know(self) -> list[Any]:
        """Notes on changes that patients need, the latest first. Page types with such notes say more."""
        return []

    def told_changes(self) -> list[str]:
        """What patients read of changes once this is live. Page types with such notes say more."""
        return []

    def markdown_context(self) -> dict[str, Any]:
        """What the Markdown template needs besides the context of the page."""
        return {}
