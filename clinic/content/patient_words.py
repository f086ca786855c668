"""In which words patients ask for something: kept by staff, shown to nobody, read by search."""

from wagtail import blocks


class PatientWordsBlock(blocks.TextBlock):
    """One wording a line, in a block that answers them."""


def wordings_in(lines: str | None) -> list[str]:
    """One each, without empty lines."""
    return [line.strip() for line in (lines or "").splitlines() if line.strip()]
