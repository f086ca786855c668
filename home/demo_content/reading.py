"""From the files in home/demo/ to plain values, checked: every key known, every name somewhere to be found."""

import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

from home.demo_content import pieces, words

FOLDER = Path(__file__).resolve().parent.parent / "demo"
BLOCKS = {
    "statement": pieces.Statement,
    "steps": pieces.Steps,
    "care_card": pieces.CareCard,
    "table": pieces.Table,
    "picture": pieces.Picture,
    "contact": pieces.Contact,
    "text": pieces.Text,
}


class Mistake(ValueError):
    """A demo file says something that cannot become a page. The message names the file."""


def read(folder=FOLDER):
    """Everything in `folder` as a Demo. Mistake when a file is not understood or names something unknown."""
    demo = pieces.Demo(
        topics=tuple(topic(file) for file in files(folder, "topics")),
        services=tuple(sorted((service(file) for file in files(folder, "services")), key=lambda one: one.order)),
        pages=tuple(sorted((standard_page(file) for file in files(folder, "pages")), key=lambda one: one.order)),
        spanish=toml(folder / "es" / "site.toml"),
        spanish_topics=tuple(translated_topic(file) for file in files(folder / "es", "topics")),
        **{name: toml(folder / f"{name}.toml") for name in SHARED},
    )
    for where, kind, name in named(demo):
        if name not in known(demo, kind):
            raise Mistake(f"{where}: there is no {kind} called “{name}”.")
    refuse_stray_links(demo)
    refuse_missing_pictures(demo, folder)
    return demo


SHARED = ["home", "details", "subjects", "people", "figures", "references", "glossary"]


def files(folder, name):
    return sorted((folder / name).glob("*.toml"))


def toml(file):
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Mistake(f"{file.name} cannot be read: {error}.") from error


# One file, one thing ---------------------------------------------------------------------------------------------


def topic(file):
    raw = toml(file)
    questions = tuple(question(one, file) for one in raw.pop("questions", []))
    return made(pieces.Topic, raw | {"questions": questions, "name": file.stem}, file)


def translated_topic(file):
    raw = toml(file)
    questions = tuple(question(one, file) for one in raw.pop("questions", []))
    return made(pieces.TranslatedTopic, raw | {"questions": questions, "name": file.stem}, file)


def question(raw, file):
    return made(pieces.Question, raw | {"answer": stream(raw.get("answer", []), "statement", file)}, file)


def service(file):
    raw = toml(file)
    sides = {side: stream(raw.get(side, []), "statement", file) for side in ("benefits", "harms")}
    return made(pieces.Service, raw | sides | {"name": file.stem}, file)


def standard_page(file):
    raw = toml(file)
    return made(pieces.StandardPage, raw | {"body": stream(raw.get("body", []), "text", file), "name": file.stem}, file)


def stream(raw, usual, file):
    """A list of tables as a tuple of pieces; `usual` is the block of a table that does not say."""
    return tuple(block(dict(one), usual, file) for one in raw)


def block(raw, usual, file):
    name = raw.pop("block", usual)
    if name not in BLOCKS:
        raise Mistake(f"{file.name}: there is no block called “{name}”. Choose one of {', '.join(BLOCKS)}.")
    return made(BLOCKS[name], raw, file)


def made(piece, raw, file):
    """An instance of the dataclass `piece` from a table of a file; lists become tuples."""
    keys = {field.name: field for field in fields(piece)}
    unknown = sorted(set(raw) - set(keys))
    missing = [name for name, field in keys.items() if name not in raw and field.default is MISSING]
    if unknown or missing:
        wrong = [f"does not know “{name}”" for name in unknown] + [f"needs “{name}”" for name in missing]
        raise Mistake(f"{file.name}: {piece.__name__} {' and '.join(wrong)}.")
    return piece(**{name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()})


# Names -----------------------------------------------------------------------------------------------------------


def known(demo, kind):
    """All names of one kind of thing."""
    shelves = {"topic": demo.topics, "service": demo.services, "page": demo.pages}
    if kind in shelves:
        return {one.name for one in shelves[kind]}
    tables = {"subject": demo.subjects, "person": demo.people, "figure": demo.figures}
    return (tables | {"reference": demo.references, "word": demo.glossary})[kind]


def named(demo):
    """Yield `(where, kind, name)` for every name that one thing uses of another."""
    yield from named_by_topics(demo)
    yield from (("home.toml", "topic", name) for name in demo.home.get("home", {}).get("featured", []))
    yield from (("details.toml", "page", demo.details[key]) for key in demo.details if key.endswith("_page"))
    for where, statement in statements(demo):
        yield from ((where, "reference", name) for name in statement.references)
        yield from ((where, "figure", name) for name in filter(None, [statement.figure]))
    for where, text in texts(demo):
        yield from ((where, kind, name) for kind, name in sorted(words.named_in(text)))


def named_by_topics(demo):
    for one in demo.topics:
        yield one.name, "subject", one.subject
        yield one.name, "person", one.author
        yield from ((one.name, "service", name) for name in one.services)
        yield from ((one.name, "topic", name) for name in one.related)
    for one in demo.spanish_topics:
        yield f"es/{one.name}", "topic", one.name
        yield from ((f"es/{one.name}", kind, name) for text in strings(one) for kind, name in words.named_in(text))


def statements(demo):
    """Yield `(where, Statement)` for every statement of topics and services."""
    for one in (*demo.topics, *demo.spanish_topics):
        for asked in one.questions:
            yield from ((one.name, piece) for piece in asked.answer if isinstance(piece, pieces.Statement))
    for one in demo.services:
        yield from ((one.name, piece) for piece in one.benefits + one.harms)


def texts(demo):
    """Yield `(where, text)` for everything a reader can read in topics, services, standard pages and home."""
    for one in (*demo.topics, *demo.services, *demo.pages):
        yield from ((one.name, text) for text in strings(one))
    yield from (("home.toml", text) for text in strings(demo.home))


# Keys that hold names of other things.
NOT_WORDS = {"name", "subject", "author", "services", "related", "references", "figure"}
NOT_WORDS |= {"kind", "level", "picture", "featured"}


def strings(value):
    """All strings in `value` that are words for readers, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, inner in value.items() if key not in NOT_WORDS for text in strings(inner))
    elif isinstance(value, tuple | list):
        yield from (text for inner in value for text in strings(inner))
    elif hasattr(value, "__dataclass_fields__"):
        yield from strings(vars(value))


def refuse_stray_links(demo):
    for where, text in texts(demo):
        for address in words.stray_links_in(text):
            raise Mistake(f"{where}: the link “{address}” leads to none of topic:, service:, page: or word:.")


def refuse_missing_pictures(demo, folder):
    for piece in demo.pictures:
        if not (folder / "pictures" / piece.picture).is_file():
            raise Mistake(f"pictures/ has no file called “{piece.picture}”.")
