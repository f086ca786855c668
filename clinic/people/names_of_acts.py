"""Names of our own acts in Wagtail's history of a page, and in the record."""

from collections.abc import Callable
from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter


def named(acts: dict[str, tuple[str, str]]) -> Callable[[LogActionRegistry], None]:
    """A hook for `register_log_actions`; `acts` is `{action: (what one does, what was done)}`."""

    def register(actions: LogActionRegistry) -> None:
        for action, (label, message) in acts.items():
            actions.register_action(action)(formatter(label, message))

    return register


def formatter(name: str, done: str) -> type[LogFormatter]:
    """What was done; where somebody without an account did it, with their name."""

    class SaysWho(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            by, read_by = log_entry.data.get("by"), log_entry.data.get("read_by")
            said = f"{done} by {by}" if by and not log_entry.user_id else done
            return f"{said}; {read_by} is said to have read them and to stand by them" if read_by else said

    return SaysWho


def telling(name: str) -> type[LogFormatter]:
    """An act that is told as it was written down: from what to what."""

    class TellsWhy(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            return str(log_entry.data.get("why", ""))

    return TellsWhy
