"""Beginnings for an urgent notice. What stands in [brackets] must be filled in before it can be saved."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beginning:
    """`key` in the address, `label` on the button, `text` in the field."""

    key: str
    label: str
    text: str


BEGINNINGS = [
    Beginning("closure", "We are closed", "The clinic is closed on [day]. We open again on [day] at [time]."),
    Beginning("phones", "Our phones are down", "Our phones are not working. Until they do, please write to [e-mail]."),
    Beginning("weather", "Bad weather", "Because of [snow], visits on [day] may be late or moved. Please call first."),
]


def text_for(key: str) -> str:
    """The text of the beginning with this key; empty for any other."""
    return next((beginning.text for beginning in BEGINNINGS if beginning.key == key), "")
