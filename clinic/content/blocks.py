"""Blocks that any page may hold. Each has a template of its own name in templates/blocks/ and a CSS component."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.compare import BlockComparison
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from clinic.content.comparing import ProseBlockInLines
from clinic.content.prose import expanded, has_words, sentences
from clinic.content.safe_blocks import SafeStreamBlock as SafeStreamBlock
from clinic.content.safe_blocks import SafeStructBlock


class ProseBlock(blocks.RichTextBlock):
    """Rich text that counts as empty while it holds no words. Programs read it as HTML and as plain words."""

    def clean(self, value: RichText) -> RichText:
        return super().clean(value if has_words(value.source) else RichText(""))

    def get_comparison_class(self) -> type[BlockComparison]:
        return ProseBlockInLines

    def get_api_representation(self, value: RichText, context: dict[str, Any] | None = None) -> dict[str, str]:
        return told_text(value.source, (context or {}).get("prose"))


def told_text(source: str, prose: dict[str, str] | None = None) -> dict[str, str]:
    """Rich text as programs read it. `prose`, where it was looked up: the HTML of every text of an answer."""
    html = (expanded([source]) if prose is None else prose).get(source, "")
    return {"html": html, "plain": sentences(html)}


class PictureBlock(SafeStructBlock):
    """A picture with its caption."""

    image = ImageBlock(label="Picture")
    caption = blocks.CharBlock(required=False, max_length=200, help_text="One line under the picture.")

    def editorial_context(self, value: StructValue) -> dict[str, Any]:
        return {"picture": True}

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        shown = value["image"]
        return {"alt": shown.contextual_alt_text if shown else "", "caption": value["caption"]}

    class Meta:
        icon = "image"
        template = "blocks/picture.html"
        label_format = "Picture: {caption}"
        description = "A picture with a caption"


class DrawingValue(StructValue):
    """A drawing in a template."""

    @property
    def picture_template(self) -> str:
        return f"components/drawings/{self['shows']}.html"

    @property
    def is_of_a_person(self) -> bool:
        return self["shows"] != "visit"


class DrawingBlock(SafeStructBlock):
    """A drawing of ours: pictures without words, and below each what it shows, in words of the writer."""

    PICTURES = {"spread": 3, "signals": 4, "visit": 4}
    SHOWS = [
        ("spread", "Where it may spread from a hand: the same arm, the other hand, a foot (3 pictures)"),
        ("signals", "How signals travel: the hand, up to the back, the brain, down again (4 pictures)"),
        ("visit", "A visit: talking, a break with water, looking at both hands, a plan on paper (4 pictures)"),
    ]

    shows = blocks.ChoiceBlock(choices=SHOWS, label="What it shows")
    lines = blocks.ListBlock(
        blocks.CharBlock(max_length=120, label="Line"),
        min_num=1,
        label="One line below each picture",
        help_text="Say what the picture shows: this is all that people who cannot see it get.",
    )
    caption = blocks.CharBlock(required=False, max_length=200, help_text="One line under the whole drawing.")

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        pictures = self.PICTURES[cleaned["shows"]] if cleaned["shows"] else 0
        if not self.is_deferred_validation and len(cleaned["lines"]) != pictures:
            message = f"This drawing has {pictures} pictures. Write one line for each."
            raise StructBlockValidationError(block_errors={"lines": ListBlockValidationError([], [message])})
        return cleaned

    class Meta:
        icon = "pick"
        template = "blocks/drawing.html"
        value_class = DrawingValue
        label_format = "Drawing: {caption}"
        description = "A calm drawing of ours, with your words"
        preview_value = {
            "shows": "spread",
            "lines": ["Further up the same arm", "The same place on the other side", "Another limb"],
            "caption": "",
        }


class StepsBlock(SafeStructBlock):
    """Things to do, in order."""

    heading = blocks.CharBlock(required=False, max_length=80, help_text="For example: When a flare-up starts.")
    steps = blocks.ListBlock(ProseBlock(label="Step"), min_num=2)

    heading_fields = ("heading",)

    class Meta:
        icon = "list-ol"
        template = "blocks/steps.html"
        label_format = "Steps: {heading}"
        description = "Numbered steps to follow in order"
        preview_value = {
            "heading": "When a flare-up starts",
            "steps": ["<p>Stop and rest the limb.</p>", "<p>Breathe slowly for two minutes.</p>"],
        }


class CareCardValue(StructValue):
    """A care card in a template. The wording of a level is fixed, so that patients learn to know it."""

    @property
    def urgency(self) -> str:
        urgent = gettext("Urgent:")
        return {"emergency": gettext("Emergency:"), "urgent": urgent, CareCardBlock.OTHERS: urgent}.get(
            self["level"], gettext("Not urgent:")
        )

    def lead_in(self, emergency_number: str) -> str:
        """The heading: "Call 911 now if you cannot breathe"; of a card for others "Call your surgeon today if …"."""
        if self["level"] == CareCardBlock.OTHERS:
            return (gettext("Call %(whom)s") % {"whom": self["heading"] or ""}).strip()
        if self["level"] == "emergency":
            call = gettext("Call %(number)s now if") % {"number": emergency_number}
        else:
            call = gettext("Call us today if") if self["level"] == "urgent" else gettext("Call us if")
        return f"{call} {self['heading'] or ''}".strip()

    def spoken(self, emergency_number: str) -> str:
        """The whole heading as it is read aloud, found and told to programs."""
        return f"{self.urgency} {self.lead_in(emergency_number)}"


class CareCardBlock(SafeStructBlock):
    """When to get help, and how fast."""

    OTHERS = "urgent_other"
    LEVELS = [
        ("non_urgent", "Not urgent: call the clinic"),
        ("urgent", "Urgent: call the clinic today"),
        (OTHERS, "Urgent: call somebody else (no button of the clinic)"),
        ("emergency", "Emergency: call the emergency number now"),
    ]

    level = blocks.ChoiceBlock(choices=LEVELS, label="How urgent")
    heading = blocks.CharBlock(
        required=False,
        max_length=100,
        label="If … (optional)",
        help_text="Ends the heading “Call … if”. Leave empty when the list below says it all. "
        "Where somebody else is to be called, begin with whom: your surgeon today if you have any of these signs.",
    )
    items = blocks.ListBlock(blocks.CharBlock(max_length=200, label="Sign"), min_num=1, label="Signs")
    action = ProseBlock(required=False, features=["link", "bold", "glossary-term"], label="Other advice (optional)")
    is_medical = True

    def details_in(self, value: StructValue) -> list[str]:
        """What it tells of the clinic's details: the number to call, and where to go when nobody answers there."""
        told = {"emergency": ["emergency_number"], self.OTHERS: [], "urgent": ["phone", "when_closed"]}
        return told.get(value["level"], ["phone"])

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["level"] == self.OTHERS and not cleaned["heading"]:
            message = "Say whom to call, and when: your surgeon today if you have any of these signs."
            raise StructBlockValidationError(block_errors={"heading": ValidationError(message)})
        return cleaned

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        told = super().get_api_representation(value, context)
        heading = value.spoken((context or {}).get("emergency_number", ""))
        return {"level": told["level"], "heading": heading, "signs": told["items"], "besides": told["action"]}

    class Meta:
        icon = "warning"
        template = "blocks/care_card.html"
        value_class = CareCardValue
        label_format = "Care card: {level}"
        description = "When to call, by urgency"
        preview_value = {
            "level": "urgent",
            "heading": "",
            "items": ["your pain is suddenly much worse", "the limb becomes very swollen"],
            "action": "",
        }


class TableBlock(TypedTableBlock):
    """A table with headings, each cell a line or a short text."""

    text = blocks.CharBlock(required=False)
    rich_text = ProseBlock(required=False)

    def to_python(self, value: dict[str, Any] | None) -> TypedTable:
        """Passes over columns of a kind that the code no longer has, as streams do; Wagtail would end in an error."""
        columns = value["columns"] if value else []
        known = [place for place, column in enumerate(columns) if column["type"] in self.child_blocks]
        if value and len(known) < len(columns):
            rows = [row | {"values": [row["values"][place] for place in known]} for row in value["rows"]]
            value = value | {"columns": [columns[place] for place in known], "rows": rows}
        return super().to_python(value)

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """A table whose columns say everything themselves has no row of headings, not an empty one."""
        has_headings = any(column["heading"].strip() for column in value.columns)
        return super().get_context(value, parent_context) | {"has_headings": has_headings}

    def get_api_representation(self, table: TypedTable, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Cells as plain words."""
        rows = [[told_cell(cell.block, cell.value, context) for cell in row] for row in table.rows]
        return {"caption": table.caption, "headings": [column["heading"] for column in table.columns], "rows": rows}

    class Meta:
        icon = "table"
        template = "blocks/table.html"
        description = "A table with a caption"
        # Two by two, to write into at once; Wagtail's begins with nothing but a button.
        default = {
            "columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": ""}],
            "rows": [{"values": ["", ""]}, {"values": ["", ""]}],
            "caption": "",
        }


def told_cell(block: blocks.Block, value: Any, context: dict[str, Any] | None) -> str:
    told = block.get_api_representation(value, context)
    return told["plain"] if isinstance(block, ProseBlock) else told or ""


def only_https(value: str) -> None:
    if not value.startswith("https://"):
        raise ValidationError("Use an address that begins with https://")


class VideoBlock(SafeStructBlock):
    """A short video elsewhere, as a plain link: nothing is loaded from there until the reader goes."""

    title = blocks.CharBlock(max_length=100)
    url = blocks.URLBlock(label="Address", validators=[only_https])
    minutes = blocks.IntegerBlock(min_value=1, max_value=60, help_text="How long it takes, in minutes.")
    transcript = ProseBlock(label="What is said in it", help_text="For people who cannot see, hear or load the video.")

    class Meta:
        icon = "media"
        template = "blocks/video.html"
        label_format = "Video: {title}"
        description = "A link to a short video, with its words"
        preview_value = {
            "title": "A first visit, step by step",
            "url": "https://example.org/first-visit",
            "minutes": 3,
            "transcript": "<p>You are met at the door. We ask what you need.</p>",
        }
