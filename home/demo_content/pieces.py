"""What the demo files hold, as plain values. Each class has the keys that a file may write, and no others."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Statement:
    """A few sentences of one kind of knowledge. `references` and `figure` are names from the other files."""

    text: str
    kind: str
    references: tuple = ()
    why_unsure: str = ""
    figure: str = ""
    what_is_known: str = ""
    experts_disagree: bool = False
    # Put on the page after its translations were made, which then lag behind it.
    added_later: bool = False


@dataclass(frozen=True)
class Steps:
    steps: tuple
    heading: str = ""


@dataclass(frozen=True)
class CareCard:
    level: str
    items: tuple
    heading: str = ""
    action: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` of plain cells, as many in each as there are `columns`."""

    caption: str
    columns: tuple
    rows: tuple


@dataclass(frozen=True)
class Picture:
    """`picture` is a file in pictures/, `alt` what a screen reader says."""

    picture: str
    title: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Contact:
    """The block that prints the clinic details."""


@dataclass(frozen=True)
class Text:
    text: str
    heading: str = ""


@dataclass(frozen=True)
class Question:
    """`tells`: in a topic about a treatment, any of "benefits", "harms" and "not_known" that the answer is about."""

    question: str
    answer: tuple
    tells: tuple = ()

    @property
    def as_first_published(self):
        return replace(self, answer=tuple(piece for piece in self.answer if not getattr(piece, "added_later", False)))


@dataclass(frozen=True)
class Topic:
    name: str
    title: str
    subject: str
    author: str
    asked_as: tuple
    short_answer: str
    questions: tuple
    services: tuple
    related: tuple = ()
    about_treatment: bool = False
    # What patients are told of the statements that were added later.
    change_note: str = ""

    @property
    def as_first_published(self):
        """Without what was added later."""
        return replace(self, questions=tuple(asked.as_first_published for asked in self.questions))


@dataclass(frozen=True)
class TranslatedTopic:
    """The topic `name` in another language. `state`: "signed", "unchecked" or "lagging"; the last is signed too.

    Its questions, their kinds, references and figures are those of the topic, one by one.
    """

    name: str
    title: str
    slug: str
    translated_by: str
    state: str
    asked_as: tuple
    short_answer: str
    questions: tuple


@dataclass(frozen=True)
class Service:
    name: str
    title: str
    order: int
    summary: str
    what_it_is: str
    who_for: str
    who_not_for: str
    what_happens: str
    how_long: str
    benefits: tuple
    harms: tuple
    other_options: str
    not_known: str
    questions_to_ask: str
    how_to_book: str


@dataclass(frozen=True)
class StandardPage:
    name: str
    title: str
    order: int
    introduction: str
    body: tuple
    in_menu: bool = False


@dataclass(frozen=True)
class Demo:
    """Everything in home/demo/. The dictionaries are keyed by name and hold the fields of one thing each."""

    topics: tuple
    services: tuple
    pages: tuple
    home: dict
    details: dict
    subjects: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)
    references: dict = field(default_factory=dict)
    glossary: dict = field(default_factory=dict)
    # In Spanish: the words of the site, and topics.
    spanish: dict = field(default_factory=dict)
    spanish_topics: tuple = ()

    @property
    def pictures(self):
        """Every Picture that a topic or a page shows."""
        answers = [
            piece
            for topic in (*self.topics, *self.spanish_topics)
            for question in topic.questions
            for piece in question.answer
        ]
        bodies = [piece for page in self.pages for piece in page.body]
        return [piece for piece in answers + bodies if isinstance(piece, Picture)]
