"""What a topic is made of: questions answered in statements, each of which says what kind of knowledge it is."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.blocks import (
    CareCardBlock,
    PictureBlock,
    ProseBlock,
    SafeStreamBlock,
    SafeStructBlock,
    StepsBlock,
    TableBlock,
    VideoBlock,
)
from faq.kinds import KINDS
from faq.structured_data import anchor


class StatementValue(blocks.StructValue):
    """A statement in a template."""

    @cached_property
    def kind(self):
        """The faq.kinds.Kind; None while nobody has chosen one."""
        return KINDS.get(self.get("kind"))


class StatementBlock(SafeStructBlock):
    """A few sentences of one kind of knowledge, with what they rest on."""

    kind = blocks.ChoiceBlock(
        choices=[("", "Not labelled yet"), *((kind.key, kind.choice) for kind in KINDS.values())],
        label="What kind of knowledge is this?",
    )
    text = ProseBlock(help_text="One to three short sentences.")
    references = blocks.ListBlock(
        SnippetChooserBlock("faq.Reference", label="Reference"), default=[], label="What it rests on"
    )
    why_unsure = blocks.TextBlock(
        required=False,
        rows=2,
        label="Why we are not sure",
        help_text="One sentence, for example: only 20 people were looked at.",
    )
    figure = SnippetChooserBlock(
        "clinic.KeyFigure",
        required=False,
        label="Who we have counted",
        help_text="The key figure that says how many people, who, when and how.",
    )
    what_is_known = ProseBlock(
        required=False,
        features=["link", "bold"],
        label="What is known",
        help_text="One sentence, with a link to the topic that tells what research shows.",
    )
    experts_disagree = blocks.BooleanBlock(required=False, label="Experts disagree about this")

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

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            self.refuse_unsupported(cleaned)
        return cleaned

    @staticmethod
    def refuse_unsupported(value):
        """A published statement has everything its kind asks for."""
        kind = value.kind
        missing = {
            field: ValidationError(message)
            for field, message in (kind.requires.items() if kind else ())
            if not str(value.get(field) or "").strip() or value.get(field) == []
        }
        if missing:
            raise StructBlockValidationError(block_errors=missing)


class AnswerStream(SafeStreamBlock):
    """What an answer can hold."""

    statement = StatementBlock()
    steps = StepsBlock()
    care_card = CareCardBlock()
    picture = PictureBlock()
    table = TableBlock()
    video = VideoBlock()

    class Meta:
        icon = "doc-full"


class StatementStream(SafeStreamBlock):
    """Only statements: what a service says of its benefits and harms."""

    statement = StatementBlock()


class QuestionBlock(SafeStructBlock):
    """A question as patients ask it, and its answer."""

    question = blocks.CharBlock(max_length=120, help_text="As a patient would ask it.")
    answer = AnswerStream()

    class Meta:
        icon = "help"
        template = "blocks/question.html"
        label_format = "{question}"
        description = "A question and its answer"


class QuestionStream(SafeStreamBlock):
    question = QuestionBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        give_own_links(cleaned)
        return cleaned


def give_own_links(questions):
    """Every question gets an anchor of its own, made of its block's id; of two with the same the first keeps it."""
    taken = set()
    for child in questions:
        if not child.id or anchor(child) in taken:
            child.id = str(uuid.uuid4())
        taken.add(anchor(child))
