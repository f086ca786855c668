"""Which finished pages are thrown away when what visitors read has changed."""

from clinic.website.page_cache.store import EVERYTHING, LISTS, Store


class Forgetting:
    """Of the pages in this store. `known`: the changes that were acted on, so that each is acted on once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known: set[int] | None = None

    def changed(self, changes: dict[int, int]) -> None:
        """Pages whose words are others now are never shown again as they were."""
        known = self.store.remembered() if self.known is None else self.known
        noted = {number for number in known or () if number > 0}
        if known is None or (noted and not noted & changes.keys()):
            self.store.forget({EVERYTHING})  # too much has been noted since, and what was first is gone
        elif gone := {changes[number] for number in changes.keys() - known}:
            self.store.forget(gone | {LISTS})
        self.known = set(changes)
        self.store.remember(self.known)
