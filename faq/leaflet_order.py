"""What goes on a leaflet first, where there is not room for all: warnings, the way to help, then from the top."""

from enum import IntEnum
from typing import Any


class Turn(IntEnum):
    """When a part gets its room. Within one turn the parts follow each other as on the page."""

    # What harm may come, when to call an emergency number, who should not have it: told before anything else.
    WARNING = 1
    # Where to go and when to call.
    HELP = 2
    # What nobody knows: without it the rest sounds surer than it is.
    NOT_KNOWN = 3
    REST = 4


def turn_of(question: Any) -> Turn:
    """The Turn of a question of a topic."""
    tells = question["tells"] or []
    if "harms" in tells or any(block.block_type == "care_card" for block in question["answer"]):
        return Turn.WARNING
    if question.tells_to_call:
        return Turn.HELP
    return Turn.NOT_KNOWN if "not_known" in tells else Turn.REST
