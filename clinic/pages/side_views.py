"""Other ways to read a page, each at an address below the page's own: `/faq/what-is-crps/leaflet/`."""

from typing import NamedTuple


class SideView(NamedTuple):
    """`label` is what staff choose it by in the preview."""

    label: str
    template: str


def sheets(folder: str, noun: str) -> dict[str, SideView]:
    """The side views of pages that are also handed out on paper."""
    return {
        "large-print": SideView("Large print", f"{folder}/{noun}_large_print.html"),
        "leaflet": SideView("Leaflet", f"{folder}/{noun}_leaflet.html"),
    }
