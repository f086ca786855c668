"""Several documents in one go: links between them lead from draft to draft, whichever came first."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from faq.importing.draft import Refused
from faq.importing.drafting import create, lead_on
from faq.importing.outline.links import FOLDER, key_of
from faq.importing.outline.pictures import Pictures
from faq.importing.planning import Plan, planned
from faq.importing.reading.files import MOST_BYTES, TOO_LARGE
from faq.importing.running import draft_from
from faq.importing.words import safe_name
from faq.models import FaqIndexPage, TopicPage


@dataclass
class Document:
    """A file under the name that tells it apart; `place` stands for its address if it names none itself."""

    file: Path
    name: str
    place: str = ""

    def plan(self, index: FaqIndexPage, known: dict[str, TopicPage]) -> Plan:
        data = bytes_of(self.file)
        draft = draft_from(data, self.file.name, Pictures(self.file.parent), self.place)
        return planned(draft, index, self.name, known)


@dataclass
class Outcome:
    """What became of a document: a plan, with the topic made of it unless there was one; or a refusal."""

    document: Document
    plan: Plan | None = None
    page: TopicPage | None = None
    refusal: str = ""


def documents_of(files: list[Path]) -> list[Document]:
    """Each with as much of its folder in its name as tells it from the others."""
    times = Counter(file.name for file in files)
    root = Path(os.path.commonpath([file.absolute().parent for file in files])) if files else Path()
    several = len(files) > 1
    return [Document(file, name_in(file, root) if times[file.name] > 1 else safe_name(file.name),
                     f"http://{FOLDER}/{file.absolute().relative_to(root).as_posix()}" if several else "")
            for file in files]  # fmt: skip


def name_in(file: Path, root: Path) -> str:
    return "/".join(safe_name(part) for part in file.absolute().relative_to(root).parts[-4:])


def brought_in(documents: list[Document], index: FaqIndexPage, dry_run: bool = False) -> Iterator[Outcome]:
    """First every topic, then once more those whose links lead to topics that came later."""
    known: dict[str, TopicPage] = {}
    outcomes: list[tuple[Outcome, set[str]]] = []
    for document in documents:
        outcome = first_look(document, index, known, dry_run)
        outcomes.append((outcome, set(known)))
        if outcome.plan and (topic := outcome.plan.existing or outcome.page):
            known |= dict.fromkeys(keys_of(outcome), topic)
    for outcome, known_then in outcomes:
        if outcome.plan and outcome.plan.asked & (known.keys() - known_then):
            second_look(outcome, index, known)
        yield outcome


def first_look(document: Document, index: FaqIndexPage, known: dict[str, TopicPage], dry_run: bool) -> Outcome:
    try:
        plan = document.plan(index, known)
    except Refused as refusal:
        return Outcome(document, refusal=str(refusal))
    return Outcome(document, plan, None if plan.existing or dry_run else create(plan))


def second_look(outcome: Outcome, index: FaqIndexPage, known: dict[str, TopicPage]) -> None:
    again = outcome.document.plan(index, known)
    if outcome.page:
        lead_on(outcome.page, again)
        again.existing, again.changed = None, False
        again.report.notes = [*dict.fromkeys([*again.report.notes, *kept_notes(outcome)])]
    outcome.plan = again


def kept_notes(outcome: Outcome) -> list[str]:
    """What was said before the topic was there: whose title it shares, which address will lead to it."""
    notes = outcome.plan.report.notes if outcome.plan else []
    return [note for note in notes if note.startswith(("Another topic", "Its old address"))]


def keys_of(outcome: Outcome) -> list[str]:
    address = outcome.plan.draft.address if outcome.plan else ""
    return [key_of(where) for where in {address, outcome.document.place} if where]


def bytes_of(file: Path) -> bytes:
    name = safe_name(file.name)
    try:
        if not file.exists():
            raise Refused(f"There is no file “{name}” at that place.")
        if not file.is_file():
            raise Refused(f"“{name}” is not a file.")
        if file.stat().st_size > MOST_BYTES:
            raise Refused(TOO_LARGE.format(name=name))
        return file.read_bytes()
    except (OSError, ValueError):
        raise Refused(f"“{name}” cannot be opened. Check that you may read it.") from None
