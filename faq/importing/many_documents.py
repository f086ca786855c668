"""Several documents in one go: links between them lead from draft to draft, whichever came first."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from wagtail.models import Page

from clinic.people.models import User
from faq.importing.draft import Draft, Refused
from faq.importing.drafting import create, lead_on
from faq.importing.folder import AT
from faq.importing.one_document import draft_from
from faq.importing.outline.links import key_of
from faq.importing.outline.pictures import PictureOf, Pictures
from faq.importing.planning import Around, Plan, planned
from faq.importing.reading.files import MOST_BYTES, TOO_LARGE
from faq.importing.site_links import Known
from faq.importing.targets import Target, Topics
from faq.importing.words import safe_name
from faq.models import FaqIndexPage


@dataclass
class Document:
    """What `read` gives, a file called `file_name`, under the name that tells it from others.

    `place` stands for its address if it names none itself.
    """

    name: str
    file_name: str
    read: Callable[[], bytes]
    target: Target
    pictures: Callable[[], PictureOf] = Pictures
    place: str = ""

    def draft(self) -> Draft:
        return draft_from(self.read(), self.file_name, self.pictures(), self.place)

    def plan(self, known: Known) -> Plan:
        return planned(self.draft(), self.target, self.name, Around(known))

    def keys(self, plan: Plan) -> list[str]:
        """Those of the addresses by which others link to it."""
        return [key_of(where) for where in {plan.draft.address, self.place, *plan.addresses} if where]


@dataclass
class Outcome:
    """What became of a document: a plan, with the page made of it unless there was one; or a refusal.

    `in_vain` are the keys that its links were looked up by before there was a page.
    """

    document: Document
    plan: Plan | None = None
    page: Page | None = None
    refusal: str = ""
    in_vain: set[str] = field(default_factory=set)

    @property
    def is_to_make(self) -> bool:
        """There is a plan for a page, and no page yet."""
        return bool(self.plan and not self.plan.existing and not self.page)


def documents_of(files: list[Path], index: FaqIndexPage) -> list[Document]:
    """Each with as much of its folder in its name as tells it from the others."""
    times = Counter(file.name for file in files)
    root = Path(os.path.commonpath([file.absolute().parent for file in files])) if files else Path()
    several = len(files) > 1
    return [Document(name_in(file, root) if times[file.name] > 1 else safe_name(file.name), file.name,
                     partial(bytes_of, file), Topics(index), partial(Pictures, file.parent),
                     f"{AT}{file.absolute().relative_to(root).as_posix()}" if several else "")
            for file in files]  # fmt: skip


def name_in(file: Path, root: Path) -> str:
    return "/".join(safe_name(part) for part in file.absolute().relative_to(root).parts[-4:])


def brought_in(documents: Iterable[Document], user: User | None = None, dry_run: bool = False) -> Iterator[Outcome]:
    """First every page, then once more those whose links lead to pages that came later."""
    known: dict[str, Page] = {}
    outcomes: list[Outcome] = []
    for document in documents:
        outcome = first_look(document, known, user, dry_run)
        outcomes.append(outcome)
        if outcome.plan:
            # In a dry run the page that would be made stands for it.
            page = outcome.plan.existing or outcome.page or document.target.begun(outcome.plan.draft, None)
            known |= dict.fromkeys(document.keys(outcome.plan), page)
    for outcome in outcomes:
        if outcome.plan and outcome.in_vain & known.keys():
            outcome.plan = second_look(outcome.document, known, outcome.page, outcome.plan.report.notes)
        yield outcome


def first_look(document: Document, known: Known, user: User | None = None, dry_run: bool = False) -> Outcome:
    try:
        plan = document.plan(known)
    except Refused as refusal:
        return Outcome(document, refusal=str(refusal))
    page = None if plan.existing or dry_run else create(plan, user)
    return Outcome(document, plan, page, in_vain=plan.asked - known.keys())


def second_look(document: Document, known: Known, page: Page | None, notes: list[str]) -> Plan:
    """The plan once more, with the links of `page`, made a moment ago, joined. `notes` are those of the first look."""
    again = document.plan(known)
    if page:
        lead_on(page, again)
        again.existing, again.changed = None, False
        # Said before the page was there: whose title it shares, which address will lead to it.
        kept = [note for note in notes if note.startswith(("Another ", "Its old address"))]
        again.report.notes = [*dict.fromkeys([*again.report.notes, *kept])]
    return again


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
