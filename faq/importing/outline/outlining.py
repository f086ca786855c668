"""Clean HTML to a `Draft`: which heading is the title, what belongs to which question."""

from faq.importing.draft import Draft, Picture, Question, Refused, Statement, Table
from faq.importing.labels import LONGEST_QUESTION
from faq.importing.outline.headline import headline_of, own_title
from faq.importing.outline.introduction import take_short_answer
from faq.importing.outline.links import SERVICES
from faq.importing.outline.numbering import with_numbers_going_on
from faq.importing.outline.page_anchors import keep_links_within, note_places
from faq.importing.outline.pictures import PictureOf
from faq.importing.outline.pieces import HANDMADE, Bullets, Heading, Paragraph, Piece
from faq.importing.outline.questions import with_questions
from faq.importing.outline.sources import without_sources
from faq.importing.outline.text_runs import Run, plain, with_call_linked
from faq.importing.outline.tree_walk import Walk
from faq.importing.outline.typed_lists import with_typed_lists
from faq.importing.reading.files import Reading
from faq.importing.words import counted, glimpse, shortened, title_from_name

LONGEST_TITLE = 65
LONGEST_CAPTION = 200
LONGEST_ALT = 250
# An editing screen with more than this is slow to open; a topic patients can read has about twenty.
MOST_PARTS = 400


def outlined(reading: Reading, picture_of: PictureOf) -> Draft:
    """Turn a `Reading` into a `Draft`. `picture_of(src)` gives the values of a `Picture` or refuses."""
    try:
        pieces = Walk(reading.ledger, picture_of, reading.head.address).over(reading.root)
    except RecursionError:
        raise Refused(f"“{reading.name}” is built far too deep for a page of text, so it was not read.") from None
    pieces = with_numbers_going_on(with_questions(with_typed_lists(pieces)))
    if not any(isinstance(piece, Heading | Paragraph | Bullets | Table) for piece in pieces):
        raise Refused(f"“{reading.name}” holds no text that could become a topic.")
    if len(pieces) > MOST_PARTS:
        raise Refused(
            f"“{reading.name}” has {counted(len(pieces), 'paragraph')} and a topic {MOST_PARTS} at most. "
            "Split it and import the parts one by one."
        )
    draft = Outline(reading, pieces).draft()
    note_places(reading.root, draft)
    keep_links_within(draft)
    return draft


class Outline:
    """Sorts pieces under questions. The text of the title is a question worded like the title."""

    def __init__(self, reading: Reading, pieces: list[Piece]) -> None:
        self.ledger, self.address = reading.ledger, reading.head.address
        self.headline = headline_of(pieces, reading.head)
        self.pieces, self.sources = without_sources(pieces, self.headline, self.ledger, self.address)
        self.words = own_title(self.headline.words, reading.head) if self.headline else self.title_of(reading)
        self.lead = Question(self.words)
        self.questions, self.current = [self.lead], self.lead
        self.above: list[Heading] = []
        self.levels = [
            piece.level for piece in self.pieces if isinstance(piece, Heading) and piece is not self.headline
        ]

    def title_of(self, reading: Reading) -> str:
        words = own_title("", reading.head) or title_from_name(reading.name)
        source = "the name of the file" if words == title_from_name(reading.name) else "the title the file gives itself"
        self.ledger.note(f"No heading names the page, so it is named after {source}: {glimpse(words)}.")
        return words

    def draft(self) -> Draft:
        for piece in self.pieces:
            if piece is self.headline:
                self.begin_lead()
            elif isinstance(piece, Heading):
                self.begin(piece)
            else:
                self.add(piece)
        if not self.lead.parts and len(self.questions) > 1:
            self.questions.remove(self.lead)
        short_answer = take_short_answer(self.questions, self.lead, self.ledger)
        draft = Draft(self.title(), self.questions, self.ledger, short_answer, self.sources, address=self.address)
        if draft.title != self.words and self.lead not in self.questions:
            draft.asked_as = self.words
        for question in self.questions:
            self.fit(question)
        return draft

    def begin_lead(self) -> None:
        """Text above the headline belongs to it too; questions above it come first, lines without an answer go."""
        for question in [question for question in self.questions if question is not self.lead and not question.parts]:
            self.ledger.drop(f"a line above the title: {glimpse(question.wording)}", "nothing stood below it")
            self.questions.remove(question)
        if not self.lead.parts:
            self.questions = [*[question for question in self.questions if question is not self.lead], self.lead]
        self.current, self.above = self.lead, []

    def begin(self, heading: Heading) -> None:
        self.above = [other for other in self.above if other.level < heading.level]
        parent = self.above[-1].words if self.above else ""
        self.above.append(heading)
        words = heading.words
        if parent and any(question.wording == words for question in self.questions):
            words = f"{parent}: {words}"
        self.explain(heading, parent)
        self.current = Question(words)
        self.questions.append(self.current)

    def explain(self, heading: Heading, parent: str) -> None:
        if heading.level == HANDMADE:
            self.ledger.note(f"The line {glimpse(heading.words)} was taken for a heading.")
        elif parent and heading.level > min(self.levels):
            self.ledger.note(
                f"{glimpse(heading.words)} stood below {glimpse(parent)}; it is now a question of its own."
            )

    def add(self, piece: Piece) -> None:
        if isinstance(piece, Picture):
            self.add_picture(piece)
        elif isinstance(piece, Table):
            self.current.parts.append(piece)
        elif isinstance(piece, Bullets):
            self.add_list(self.current, piece)
        elif isinstance(piece, Paragraph):
            self.current.parts.append(Statement(self.with_services(piece).html, plain(piece.runs)))

    def add_list(self, question: Question, bullets: Bullets) -> None:
        """A list belongs to the line that announces it with a colon."""
        before = question.parts[-1] if question.parts else None
        if isinstance(before, Statement) and before.words.endswith(":") and not before.lists:
            before.html += bullets.html
            before.lists += bullets.lists
        else:
            question.parts.append(Statement(bullets.html, "", bullets.lists))

    def add_picture(self, picture: Picture) -> None:
        """A caption too long for its line stands below the picture as a statement."""
        self.current.parts.append(picture)
        picture.alt = shortened(picture.alt, LONGEST_ALT)
        if len(picture.caption) > LONGEST_CAPTION:
            self.current.parts.append(Statement(Paragraph([Run(picture.caption)]).html, picture.caption))
            picture.caption = ""

    def with_services(self, paragraph: Paragraph) -> Paragraph:
        linked = with_call_linked(paragraph.runs)
        if linked is None:
            return paragraph
        words = next(plain([run]) for run in linked if run.href == SERVICES)
        self.ledger.note(f"{glimpse(words)} had no link in the file; it now leads to the services page.")
        return Paragraph(linked)

    def title(self) -> str:
        title = shortened(self.words, LONGEST_TITLE)
        if title != self.words:
            self.ledger.note(
                f"The heading is longer than {LONGEST_TITLE} characters. The title was cut to {glimpse(title)}; "
                f"the whole of it, {glimpse(self.words, 300)}, is kept as the wording of a question."
            )
        return title

    def fit(self, question: Question) -> None:
        """A heading too long for a question keeps its place as the first statement of the answer."""
        if len(question.wording) > LONGEST_QUESTION:
            whole = question.wording
            question.wording = shortened(whole, LONGEST_QUESTION)
            question.parts.insert(0, Statement(Paragraph([Run(whole)]).html, whole))
            self.ledger.note(f"The heading {glimpse(whole)} is too long for a question; all of it stands below it.")
