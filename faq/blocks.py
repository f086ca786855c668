"""What a topic is made of: questions answered in statements, each of which says what kind of knowledge it is."""

import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.content.blocks import (
    CareCardBlock,
    DrawingBlock,
    PictureBlock,
    ProseBlock,
    SafeStreamBlock,
    SafeStructBlock,
    StepsBlock,
    TableBlock,
    VideoBlock,
)
from clinic.content.models import KeyFigure
from clinic.content.patient_words import PatientWordsBlock, wordings_in
from clinic.content.prose import has_words, plain, stream_texts
from faq.statement_kinds import KINDS, Kind
from faq.structured_data import anchor

# What an answer of a topic about a treatment may tell.
BENEFITS, HARMS, NOT_KNOWN = "benefits", "harms", "not_known"
# Readers are told to call, in English or Spanish: "call us", "call your doctor", "llame al 911".
CALL = r"\b(?:call|phone|ring)\b(?! (?:it|this|them|these|that)\b)|\bll[aá]m(?:e|en|enos|ar)\b|\b911\b"
TO_CALL = re.compile(CALL, re.I)
# Fields that readers see beside statements of some kinds only.
ASIDES = {"why_unsure": {"early", "published"}, "what_is_known": {"clinic_thinks"}}
API_WORDS = ("text", *ASIDES)
# Fields that readers see beside every statement with a label.
SOURCES = {"references", "figure"}


def is_blank(value: Any) -> bool:
    """Whether a field of a statement holds nothing a reader could read or follow."""
    if isinstance(value, RichText):
        return not has_words(value.source)
    if isinstance(value, ListValue):
        return len(value) == 0
    return not str(value or "").strip()


def source_of(text: RichText | str) -> str:
    """Rich text in database format, so that counting its words looks nothing up; other text as it is."""
    return text.source if isinstance(text, RichText) else text


class StatementValue(blocks.StructValue):
    """A statement in a template."""

    @cached_property
    def kind(self) -> Kind | None:
        """The faq.statement_kinds.Kind; None while nobody has chosen one."""
        return KINDS.get(self.get("kind"))

    @property
    def is_labelled(self) -> bool:
        return bool(self.kind and self.kind.is_labelled)

    @property
    def shows_why_unsure(self) -> bool:
        """Whether readers see that sentence beside it."""
        return self.get("kind") in ASIDES["why_unsure"] and not is_blank(self.get("why_unsure"))

    @property
    def unsure_heading(self) -> str:
        """What stands before that sentence."""
        return gettext("What it does not say:") if self["kind"] == "published" else gettext("Why we are not sure:")

    @property
    def sources(self) -> list[Any]:
        """The references that readers see: what is not live is nobody's to read."""
        return [reference for reference in self.get("references") or [] if reference and reference.live]

    @property
    def counted(self) -> KeyFigure | None:
        """The key figure that readers see, in their language."""
        return self["figure"].shown if self.get("figure") else None

    @property
    def missing(self) -> dict[str, str]:
        """What the kind asks for and is not there: `{field: message to staff}`."""
        requires = self.kind.requires if self.kind else {}
        return {field: message for field, message in requires.items() if is_blank(self.get(field))}


class StatementBlock(SafeStructBlock):
    """A few sentences of one kind of knowledge, with what they rest on."""

    kind = blocks.ChoiceBlock(
        choices=[("", "No kind yet"), *((kind.key, kind.choice) for kind in KINDS.values())],
        label="What kind of knowledge is this?",
        help_text="Whether something works is for research to say: what is published for the public does not show it.",
    )
    text = ProseBlock(help_text="One to three short sentences.")
    references = blocks.ListBlock(SnippetChooserBlock("faq.Reference", label="Reference"), default=[], label="Sources")
    why_unsure = blocks.TextBlock(
        required=False,
        rows=2,
        label="Why we are not sure, or what it does not say",
        help_text="One sentence, for example: only 20 people were looked at; or: it does not say how often it happens.",
    )
    figure = SnippetChooserBlock(
        "content.KeyFigure",
        required=False,
        label="Who we have counted",
        help_text="The key figure that says how many people, who, when and how.",
    )
    what_is_known = ProseBlock(
        required=False,
        features=["link", "bold", "glossary-term"],
        label="What is known",
        help_text="One sentence, with a link to the topic that tells what research shows.",
    )
    experts_disagree = blocks.BooleanBlock(required=False, label="Experts disagree about this")

    empty_words = {
        "kind": ("This statement has no kind of knowledge yet.", "Choose what kind of knowledge it is."),
        "text": ("This statement says nothing yet.", "Write it, or remove the statement."),
    }

    def editorial_context(self, value: blocks.StructValue) -> dict[str, Any]:
        """What the checks need to know of the words inside: their kind, and what readers see beside them."""
        return {
            "kind": value.get("kind") or "",
            "cited": value.is_labelled and not is_blank(value.get("references")),
            "counted": value.is_labelled and not is_blank(value.get("figure")),
        }

    def get_api_representation(self, value: StatementValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What readers see of it: the label, and beside it what belongs to this kind."""
        said = {name: self.child_blocks[name].get_api_representation(value[name], context) for name in API_WORDS}
        kind = value["kind"] or "plain"
        told = {"kind": kind, **said["text"]}
        if not value.is_labelled:
            return told
        told["experts_disagree"] = bool(value["experts_disagree"])
        told |= {name: said[name] for name in ASIDES if kind in ASIDES[name]}
        if value.counted:
            told["counted"] = value.counted.for_programs()
        return told | {"references": [found.for_programs() for found in value.sources]}

    def unread_fields(self, value: blocks.StructValue) -> set[str]:
        """What was filled in for another kind: kept for the writer, not shown to readers."""
        asides = {name for name, kinds in ASIDES.items() if value.get("kind") not in kinds}
        return asides if value.is_labelled else asides | SOURCES

    class Meta:
        icon = "openquote"
        template = "blocks/statement.html"
        value_class = StatementValue
        form_classname = "struct-block statement-form"
        label_format = "{text}"
        description = "Sentences with a label that says how we know"
        form_layout = BlockGroup(
            children=["text", "kind", "references", "why_unsure", "figure", "what_is_known"],
            settings=["experts_disagree"],
        )
        preview_value = {
            "kind": "plain",
            "text": "<p>CRPS usually stays in one arm or leg. It can sometimes spread.</p>",
            "references": [],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            self.refuse_unsupported(cleaned)
        return cleaned

    @staticmethod
    def refuse_unsupported(value: StatementValue) -> None:
        """A published statement has everything its kind asks for."""
        missing = {field: ValidationError(message) for field, message in value.missing.items()}
        if missing:
            raise StructBlockValidationError(block_errors=missing)


class AnswerStream(SafeStreamBlock):
    """What an answer can hold."""

    statement = StatementBlock()
    steps = StepsBlock()
    care_card = CareCardBlock()
    picture = PictureBlock()
    drawing = DrawingBlock()
    table = TableBlock()
    video = VideoBlock()

    class Meta:
        icon = "doc-full"


class StatementStream(SafeStreamBlock):
    """Only statements: what a service says of its benefits and harms."""

    statement = StatementBlock()


class QuestionValue(blocks.StructValue):
    """A question in a template."""

    @property
    def wordings(self) -> list[str]:
        """How else patients ask it."""
        return wordings_in(self.get("asked_as"))

    @cached_property
    def words(self) -> str:
        """The answer as plain words."""
        said = stream_texts(self.block.child_blocks["answer"], self["answer"])
        return " ".join(plain(source_of(text)) for _, text in said)

    @cached_property
    def warns(self) -> bool:
        """Whether it tells when to call, or what harm a treatment may do: nobody may pass over that."""
        has_card = any(part.block_type == "care_card" for part in self["answer"])
        return has_card or HARMS in (self.get("tells") or []) or self.tells_to_call

    @property
    def tells_to_call(self) -> bool:
        return bool(TO_CALL.search(self.words))


class QuestionBlock(SafeStructBlock):
    """A question as patients ask it, and its answer."""

    question = blocks.CharBlock(max_length=120, help_text="As a patient would ask it.")
    answer = AnswerStream()
    tells = blocks.MultipleChoiceBlock(
        choices=[
            (BENEFITS, "What good the treatment may do"),
            (HARMS, "What harm it may do"),
            (NOT_KNOWN, "What is not known about it"),
        ],
        required=False,
        widget=CheckboxSelectMultiple,
        label="In a topic about a treatment, this answer tells",
        help_text="Such a topic must tell what harm the treatment may do and what is not known.",
    )
    asked_as = PatientWordsBlock(
        required=False,
        rows=4,
        label="How patients ask it",
        help_text="One wording a line, as patients say or type it. Search finds this answer by all of them.",
    )

    heading_fields = ("question",)

    def editorial_context(self, value: blocks.StructValue) -> dict[str, Any]:
        return {"tells": value.get("tells") or []}

    def editorial_label(self, value: blocks.StructValue) -> str:
        asked = value.get("question")
        return f"“{asked}”" if asked else ""

    class Meta:
        icon = "help"
        template = "blocks/question.html"
        value_class = QuestionValue
        label_format = "{question}"
        description = "A question and its answer"
        form_layout = BlockGroup(children=["question", "answer"], settings=["asked_as", "tells"])


class QuestionStream(SafeStreamBlock):
    question = QuestionBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        give_own_links(cleaned)
        return cleaned


def give_own_links(questions: blocks.StreamValue) -> None:
    """Every question gets an anchor of its own, made of its block's id; of two with the same the first keeps it."""
    taken = set()
    for child in questions:
        if not child.id or anchor(child) in taken:
            child.id = str(uuid.uuid4())
        taken.add(anchor(child))
