"""The form of a shared text: it sends for review what patients do not read yet, and nothing else."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

SAME = "Nothing has changed: there is nothing to send."
BACK = (
    "These are the words that patients read now: there is nothing to send. Save it, and the change that waits is "
    "taken back."
)


class SharedTextForm(WagtailAdminModelForm):
    """A form like any other where it is saved."""

    def _post_clean(self) -> None:
        super()._post_clean()
        text: Any = self.instance
        if "action-submit" in self.data and text.pk and not self.errors and text.is_as_read():
            self.add_error(None, BACK if text.has_unpublished_changes else SAME)
