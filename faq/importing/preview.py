"""A draft as a reader would see it, before there is a page."""

import base64
import io
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from PIL import Image, ImageOps
from wagtail.rich_text import expand_db_html

from faq.importing.draft import Draft, Part, Picture, Table

WIDEST = 480


def shown(draft: Draft) -> list[dict[str, Any]]:
    """Questions with their parts as `{"kind", …}` for the template."""
    return [
        {"wording": question.wording, "parts": [shown_part(part) for part in question.parts]}
        for question in draft.questions
    ]


def shown_part(part: Part) -> dict[str, Any]:
    if isinstance(part, Picture):
        return {"kind": "picture", "src": small_copy(part.data), "alt": part.alt, "caption": part.caption}
    if isinstance(part, Table):
        rows = [[safe(cell) for cell in row] for row in part.rows]
        heading = part.heading if any(part.heading) else []
        return {"kind": "table", "heading": heading, "rows": rows, "caption": part.caption}
    return {"kind": "statement", "html": safe(part.html)}


def safe(html: str) -> SafeString:
    """Written by us tag by tag, letters escaped: see runs.markup."""
    return mark_safe(expand_db_html(html))


def small_copy(data: bytes) -> str:
    """A small picture inside the page itself: nothing is stored for a preview."""
    with Image.open(io.BytesIO(data)) as image:
        small = ImageOps.exif_transpose(image).convert("RGB")
        small.thumbnail((WIDEST, WIDEST))
        drawn = io.BytesIO()
        small.save(drawn, "JPEG", quality=75)
    return "data:image/jpeg;base64," + base64.b64encode(drawn.getvalue()).decode("ascii")
