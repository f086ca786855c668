"""A row of an old site as a document of an import: its own words, what was told into it, or one part of it."""

from dataclasses import replace
from functools import partial

from faq.importing.draft import Draft, Question, Refused, Statement
from faq.importing.labels import LONGEST_QUESTION
from faq.importing.many_documents import Document
from faq.importing.outline.outlining import LONGEST_TITLE
from faq.importing.outline.pictures import no_pictures
from faq.importing.planning import Around, Plan, planned
from faq.importing.site_links import Known
from faq.importing.targets import Target
from faq.importing.words import shortened
from home.site_import.models import FoundRow
from home.site_import.old_site import OldSite
from home.site_import.rights import Rights


class PageOfSite(Document):
    """One row. `rights` are those of whoever makes the drafts."""

    def __init__(self, row: FoundRow, old: OldSite, target: Target, rights: Rights) -> None:
        super().__init__(row.shown, row.name, partial(getattr, row, "data"), target, place=row.address)
        self.row, self.old, self.rights = row, old, rights

    def draft(self) -> Draft:
        if self.row.part and self.row.part_of:
            return parts_of(self.draft_of(self.row.part_of))[self.row.part - 1]
        draft = self.draft_of(self.row)
        for other in self.old.pages:
            if other.into_id == self.row.pk:
                tell_into(draft, self.draft_of(other))
        return draft

    def draft_of(self, row: FoundRow) -> Draft:
        return self.old.draft_of(row, None if self.rights.pictures else no_pictures)

    def plan(self, known: Known) -> Plan:
        file_of = self.old.file_of if self.rights.files else None
        around = Around(known, file_of, self.old.addresses_of(self.row))
        return planned(self.draft(), self.target, self.name, around)


def tell_into(draft: Draft, other: Draft) -> None:
    """The words of one page as further questions of another."""
    if other.short_answer:
        lead = next((question for question in other.questions if question.wording == other.title), None)
        if lead is None:
            lead = Question(shortened(other.title, LONGEST_QUESTION))
            other.questions.insert(0, lead)
        lead.parts.insert(0, Statement(other.short_answer))
    taken = {question.wording for question in draft.questions}
    for question in other.questions:
        if question.wording in taken and question.wording != other.title:
            question.wording = shortened(f"{other.title}: {question.wording}", LONGEST_QUESTION)
        draft.questions.append(question)
    draft.sources += [line for line in other.sources if line not in draft.sources]
    draft.ledger.dropped += [one for one in other.ledger.dropped if one not in draft.ledger.dropped]
    draft.ledger.notes += [one for one in other.ledger.notes if one not in draft.ledger.notes]


def parts_of(draft: Draft) -> list[Draft]:
    """Each heading with its text as a topic of its own; the first words of the page keep its title."""
    told = [question for question in draft.questions if question.parts]
    if len(told) + bool(draft.short_answer) < 2:
        raise Refused("It has no headings with text below, so it cannot be split.")
    if draft.short_answer and told[0].wording != draft.title:
        told.insert(0, Question(draft.title, [Statement(draft.short_answer)]))
        return [part_of(draft, question) for question in told]
    parts = [part_of(draft, question) for question in told]
    parts[0].short_answer = draft.short_answer
    return parts


def part_of(draft: Draft, question: Question) -> Draft:
    title = shortened(question.wording, LONGEST_TITLE)
    asked_as = question.wording if title != question.wording else ""
    return replace(draft, title=title, questions=[question], short_answer="", asked_as=asked_as,
                   sources=list(draft.sources), attached={})  # fmt: skip
