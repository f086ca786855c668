"""What an address says: people read it in the browser and in the results of search engines, above the title."""

import re

from django.utils.text import slugify

ASKED = re.compile(
    r"(?:is|are|was|were|can|could|does|do|will|would|should|has|have|may|might|how|what|why|when|who)\b"
)


def address_words(slug: str, title: str) -> str:
    """The words of a slug, as a question where it begins as one; empty where they are those of the title."""
    if not slug or slugify(title).startswith(slug):
        return ""
    words = " ".join(slug.replace("_", "-").split("-"))
    return f"{words}?" if ASKED.match(words) else words
