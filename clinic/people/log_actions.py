"""Names of our own acts in Wagtail's history of a page, and in the record."""

from collections.abc import Callable

from wagtail.log_actions import LogActionRegistry


def named(acts: dict[str, tuple[str, str]]) -> Callable[[LogActionRegistry], None]:
    """A hook for `register_log_actions`; `acts` is `{action: (what one does, what was done)}`."""

    def register(actions: LogActionRegistry) -> None:
        for action, (label, message) in acts.items():
            actions.register_action(action, label, message)

    return register
