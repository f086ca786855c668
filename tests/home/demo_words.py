"""The words that stand in the demo files, for tests of what they say."""

import re

# Keys that hold names of other things.
NOT_WORDS = {"subject", "author", "services", "related", "references", "figure", "kind", "level", "featured", "image"}
NOT_WORDS |= {"block", "state", "slug"}
NAMED = re.compile(r"\]\((topic|service|page|word):([\w-]+)\)|\{\{(figure):([\w-]+)\}\}")


def strings(said):
    """All strings in `said` that are words for readers, in order."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        yield from (text for key, inner in said.items() if key not in NOT_WORDS for text in strings(inner))
    elif isinstance(said, list):
        yield from (text for inner in said for text in strings(inner))


def names_in(text):
    """The `{(kind, name)}` of everything that `text` leads to, explains or prints, figures and words included."""
    return {(found[1] or found[3], found[2] or found[4]) for found in NAMED.finditer(text)}


def statements(said):
    """Yield `(where, statement)` for every statement of topics and services."""
    for name, topic in [*said["topics"].items(), *said["es"]["topics"].items()]:
        pieces = [piece for asked in topic["questions"] for piece in asked["answer"]]
        yield from ((name, piece) for piece in pieces if piece.get("block", "statement") == "statement")
    for name, service in said["services"].items():
        yield from ((name, piece) for piece in service["benefits"] + service["harms"])


def texts(said):
    """Yield `(where, text)` for everything a reader can read in English topics, services, pages and front pages."""
    for folder in ("topics", "services", "pages"):
        for name, one in said[folder].items():
            yield from ((name, text) for text in strings(one))
    yield from (("home.toml", text) for text in strings(said["home"]))
