"""The panel of the editor that asks what changed."""

from collections.abc import Iterable
from typing import Any

from django.forms import HiddenInput
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class ChangeNotePanel(MultiFieldPanel):
    """Asks what changed and whether patients need to know; for pages that have been public.

    The note of the last publication is out: a new draft begins with an empty one.
    """

    def __init__(self, children: Iterable[Any] = (), heading: str = "What changed", **kwargs: Any) -> None:
        fields = [
            FieldPanel("change_note"),
            FieldPanel("change_matters"),
            FieldPanel("change_since", widget=HiddenInput, classname="clinic-hidden"),
        ]
        super().__init__(children or fields, heading=heading, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            live = self.instance.live_revision_id
            if self.form is not None and not self.form.is_bound and self.instance.change_since != live:
                self.form.initial.update(change_note="", change_matters=False, change_since=live)

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.first_published_at is not None
