"""What goes on a leaflet first, where there is not room for all.

Warnings, whole. Then the beginning of every answer, and only then what more the answers say: the first of the page,
the way to help, what nobody knows, the others from the top. What rests on few people, and what the clinic thinks,
waits until the evidence has its room.
"""

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


class Weight(IntEnum):
    """How much a block of an answer bears. A reader who gets only the lighter ones would be misled."""

    EVIDENCE = 1
    # One or a few people, animals, or what the clinic has counted by itself.
    FEW = 2
    OPINION = 3


# Blocks that show what the statement before them says.
SHOWING = {"picture", "drawing", "table", "video"}
OF_KIND = {"clinic_sees": Weight.FEW, "clinic_thinks": Weight.OPINION}
# Designs of Reference that say nothing of people in general.
OF_FEW = {"case", "animal", "opinion"}


def turn_of(question: Any) -> Turn:
    """The Turn of a question of a topic."""
    tells = question["tells"] or []
    if "harms" in tells or any(block.block_type == "care_card" for block in question["answer"]):
        return Turn.WARNING
    if question.tells_to_call:
        return Turn.HELP
    return Turn.NOT_KNOWN if "not_known" in tells else Turn.REST


def weights_of(blocks: list[Any]) -> list[Weight]:
    """The Weight of each of these blocks of one answer."""
    found: list[Weight] = []
    for block in blocks:
        before = found[-1] if found else Weight.EVIDENCE
        found.append(before if block.block_type in SHOWING else weight_of(block))
    return found


def weight_of(block: Any) -> Weight:
    if block.block_type != "statement" or not block.value.is_labelled:
        return Weight.EVIDENCE
    designs = {one.design for one in block.value.sources}
    of_few = Weight.FEW if designs and designs <= OF_FEW else Weight.EVIDENCE
    return OF_KIND.get(block.value.kind.key, of_few)
