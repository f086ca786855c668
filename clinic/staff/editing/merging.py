"""Putting two drafts together that grew from one: a three-way merge of stored JSON. Pure: no Django.

What only one side changed is taken from that side. What both changed, or what differs while nobody knows the common
beginning, is left to a person; nothing of either side vanishes without a choice or a record.

Streams are merged block by block (by the blocks' ids), and a struct that holds a stream field by field, down to the
innermost block. Such a block (a statement with its label and sources, a table, a picture with its alt text) is one
thing: half of mine with half of theirs would say what nobody has written.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field

MINE, THEIRS = "mine", "theirs"
# The last step of the path of a part that is about the order of blocks.
ORDER = "(order)"


class _Missing:
    def __repr__(self):
        return "nothing"


# The rich-text editor gives every paragraph a key of its own, a new one where none is stored yet.
BLOCK_KEY = re.compile(r' data-block-key=\\"[^"\\]*\\"')

# Not there at all, as opposed to empty.
NOTHING = _Missing()


@dataclass(frozen=True)
class Part:
    """A place where the two differ: field name, block id, field name, … in `path`. Values are raw JSON or NOTHING.

    `taken` says whose it became; empty while a person has to choose. `by_rule`: only one side had changed it.
    """

    path: tuple
    mine: object
    theirs: object
    taken: str
    by_rule: bool

    @property
    def key(self):
        """Names the part and what stands in it: a choice made for other words does not count."""
        words = "\n".join(map(canonical, (self.path, self.mine, self.theirs)))
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def is_order(self):
        return self.path[-1] == ORDER


def canonical(value):
    """JSON by which two values are held against each other: keys of paragraphs and how lines end say nothing."""
    text = "" if value is NOTHING else json.dumps(value, sort_keys=True, default=str)
    return BLOCK_KEY.sub("", text).replace(r"\r\n", r"\n")


@dataclass
class Merge:
    """`value` is the merged dict, complete once `open` is empty; `parts` in reading order."""

    value: dict
    parts: list = field(default_factory=list)

    @property
    def open(self):
        return [part for part in self.parts if not part.taken]

    @property
    def chosen(self):
        return [part for part in self.parts if not part.by_rule]

    @property
    def taken_by_rule(self):
        return [part for part in self.parts if part.by_rule]


def merge(base, mine, theirs, choices=None):
    """Merge two dicts of fields that grew from `base` (None: unknown). `choices`: `{part.key: "mine" | "theirs"}`."""
    found = []
    base = NOTHING if base is None else base
    value = _Merging(choices or {}, found, base is not NOTHING).struct((), base, mine, theirs)
    return Merge(value, found)


class _Merging:
    def __init__(self, choices, found, knows_base):
        self.choices = choices
        self.found = found
        self.knows_base = knows_base

    def any(self, path, base, mine, theirs):
        if same(mine, theirs):
            return theirs
        if is_stream(mine) and is_stream(theirs):
            return self.stream(path, base, mine, theirs)
        if opens(mine) and opens(theirs) and mine.keys() == theirs.keys():
            return self.struct(path, base, mine, theirs)
        return self.decide(path, base, mine, theirs)

    def struct(self, path, base, mine, theirs):
        fields = base if isinstance(base, dict) else {}
        merged = {}
        for name in dict.fromkeys([*theirs, *mine]):
            below = [side.get(name, NOTHING) for side in (fields, mine, theirs)]
            value = self.any((*path, name), *below)
            if value is not NOTHING:
                merged[name] = value
        return merged

    def stream(self, path, base, mine, theirs):
        blocks = [by_id(side) if is_stream(side) else {} for side in (base, mine, theirs)]
        merged = {}
        for id in self.order(path, *(list(side) for side in blocks)):
            child = self.child((*path, id), *(side.get(id, NOTHING) for side in blocks))
            if child is not NOTHING:
                merged[id] = child
        return list(merged.values())

    def child(self, path, base, mine, theirs):
        if mine is NOTHING and theirs is NOTHING:
            return NOTHING
        if NOTHING in (mine, theirs) or mine["type"] != theirs["type"]:
            return self.decide(path, base, mine, theirs)
        beginning = base["value"] if base is not NOTHING and base["type"] == mine["type"] else NOTHING
        return theirs | {"value": self.any(path, beginning, mine["value"], theirs["value"])}

    def order(self, path, base, mine, theirs):
        """Ids of all blocks of both sides. Where one side moved blocks, its order; where both did, a person chooses."""
        both = set(mine) & set(theirs)
        orders = [[id for id in side if id in both] for side in (base, mine, theirs)]
        taken = MINE
        if orders[1] != orders[2]:
            base_order = orders[0] if set(orders[0]) == both else NOTHING
            self.decide((*path, ORDER), base_order, orders[1], orders[2])
            taken = self.found[-1].taken or THEIRS
        first, second = (mine, theirs) if taken == MINE else (theirs, mine)
        return with_others(first, second)

    def decide(self, path, base, mine, theirs):
        """One of the two, whole."""
        rule = self.rule(base, mine, theirs)
        part = Part(path, mine, theirs, rule, by_rule=bool(rule))
        if not rule and self.choices.get(part.key) in (MINE, THEIRS):
            part = Part(path, mine, theirs, self.choices[part.key], by_rule=False)
        self.found.append(part)
        return mine if part.taken == MINE else theirs

    def rule(self, base, mine, theirs):
        if not self.knows_base:
            return ""
        if same(base, theirs):
            return MINE
        return THEIRS if same(base, mine) else ""


def same(one, other):
    return canonical(one) == canonical(other)


def with_others(first, second):
    """`first` with what only `second` has put in after the one that stands before it there."""
    placed = list(first)
    before = None
    for id in second:
        if id not in placed:
            placed.insert(placed.index(before) + 1 if before in placed else 0, id)
        before = id
    return placed


def is_stream(value):
    """A list of blocks, each with an id of its own; items of a plain list ("item") belong to the block around them."""
    return isinstance(value, list) and all(map(is_block, value)) and len(by_id(value)) == len(value)


def is_block(child):
    return isinstance(child, dict) and child.get("id") and child.get("type", "item") != "item" and "value" in child


def opens(value):
    """Whether a struct holds a stream, so that it can be merged field by field."""
    return isinstance(value, dict) and any(is_stream(below) and below for below in value.values())


def by_id(stream):
    return {child["id"]: child for child in stream}
