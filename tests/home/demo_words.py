"""The words that stand in the demo files, for tests of what they say."""

import re

# Keys that hold names of other things.
NOT_WORDS = {"subject", "author", "services", "related", "references", "figure", "kind", "level", "featured", "image"}
# Ways in which patients ask are words of theirs, which nobody reads there.
NOT_WORDS |= {"block", "state", "slug", "asked_as"}
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
    for name, service in [*said["services"].items(), *said["es"]["services"].items()]:
        yield from ((name, piece) for piece in service["benefits"] + service["harms"])


FOLDERS = ("topics", "services", "pages")


def texts(said):
    """Yield `(where, text)` for everything a reader can read on pages, in English and in Spanish."""
    for language, of_it in (("", said), ("es/", said["es"])):
        for folder in FOLDERS:
            for name, one in of_it[folder].items():
                yield from ((f"{language}{folder}/{name}", text) for text in strings(one))
    yield from (("home.toml", text) for text in strings(said["home"]))


def skeleton(said):
    """What must be the same in every language: blocks, kinds, sources, figures, links and numbers, in their order."""
    if isinstance(said, dict):
        kept = {key: inner for key, inner in said.items() if key not in OF_ONE_LANGUAGE}
        return {key: inner if key in THE_SAME else skeleton(inner) for key, inner in kept.items()}
    if isinstance(said, list):
        return [skeleton(inner) for inner in said]
    return in_any_language(said) if isinstance(said, str) else said


# What is no words: the same whatever the language.
THE_SAME = {"block", "kind", "level", "references", "figure", "tells"}
# Where it stands, who put it into this language, by which words patients look for it.
OF_ONE_LANGUAGE = {"slug", "translated_by", "asked_as", "title", "order", "show_in_menus", "related", "services"}
OF_ONE_LANGUAGE |= {"subject", "about_treatment", "change_note", "featured"}


# Who speaks Spanish presses a key at 988: a number that English has no need of.
IN_SPANISH = ("Llame al 988 y pulse 2 para español, o mande AYUDA al 988.", "988")


def in_any_language(text):
    text = text.replace(*IN_SPANISH)
    links = sorted(found for found in names_in(text) if found[0] != "word")
    return links, sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text))), text.count("\n- ")
