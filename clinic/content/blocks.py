"""Blocks that any page may hold. Each has a template of its own name in templates/blocks/ and a CSS component."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from clinic.content.prose import expanded, has_words, plain
from clinic.content.safe_blocks import SafeStreamBlock as SafeStreamBlock
from clinic.content.safe_blocks import SafeStructBlock


class ProseBlock(blocks.RichTextBlock):
    """Rich text that counts as empty while it holds no words. Programs read it as HTML and as plain words."""

    def clean(self, value: RichText) -> RichText:
        return super().clean(value if has_words(value.source) else RichText(""))

    def get_api_representation(self, value: RichText, context: dict[str, Any] | None = None) -> dict[str, str]:
        return told_text(value.source, (context or {}).get("prose"))


def told_text(source: str, prose: dict[str, str] | None = None) -> dict[str, str]:
    """Rich text as programs read it. `prose`, where it was looked up: the HTML of every text of an answer."""
    html = (expanded([source]) if prose is None else prose).get(source, "")
    return {"html": html, "plain": plain(html)}


class PictureBlock(SafeStructBlock):
    """A picture with its caption."""

    image = ImageBlock()
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


class CareCardBlock(SafeStructBlock):
    """When to get help, and how fast. The wording of the level is fixed so that patients learn to know it."""

    LEVELS = [
        ("non_urgent", "Not urgent: call the clinic"),
        ("urgent", "Urgent: call today"),
        ("emergency", "Emergency: call the emergency number now"),
    ]

    level = blocks.ChoiceBlock(choices=LEVELS, label="How urgent")
    heading = blocks.CharBlock(
        required=False,
        max_length=100,
        label="If … (optional)",
        help_text="Ends the heading “Call … if”. Leave empty when the list below says it all.",
    )
    items = blocks.ListBlock(blocks.CharBlock(max_length=200, label="Sign"), min_num=1, label="Signs")
    action = ProseBlock(required=False, features=["link", "bold", "glossary-term"], label="Other advice (optional)")

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        told = super().get_api_representation(value, context)
        return {"level": told["level"], "heading": told["heading"], "signs": told["items"], "besides": told["action"]}

    class Meta:
        icon = "warning"
        template = "blocks/care_card.html"
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

    def get_api_representation(self, table: TypedTable, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Cells as plain words."""
        rows = [[told_cell(cell.block, cell.value, context) for cell in row] for row in table.rows]
        return {"caption": table.caption, "headings": [column["heading"] for column in table.columns], "rows": rows}

    class Meta:
        icon = "table"
        template = "blocks/table.html"
        description = "A table with a caption"


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
