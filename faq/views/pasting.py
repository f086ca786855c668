"""What the editor asks before it takes a paste: the clipboard's HTML in, clean rich text out. Nothing is kept."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from faq.importing.draft import Refused
from faq.importing.pasting import pasted

# What the editor calls its marks and blocks, and what Wagtail calls the feature behind each.
FEATURES = {
    "BOLD": "bold",
    "ITALIC": "italic",
    "SUPERSCRIPT": "superscript",
    "SUBSCRIPT": "subscript",
    "LINK": "link",
    "header-two": "h2",
    "header-three": "h3",
    "ordered-list-item": "ol",
    "unordered-list-item": "ul",
}
DEEPEST_LIST = 4


@cache
def converter(can: frozenset[str]) -> ContentstateConverter:
    return ContentstateConverter(features=[FEATURES[name] for name in can])


def as_content(html: str, can: frozenset[str]) -> dict[str, Any]:
    content = json.loads(converter(can).from_database_format(html))
    for block in content["blocks"]:
        block["depth"] = min(block["depth"], DEEPEST_LIST)
    return content


@require_POST
def clean_paste(request: HttpRequest) -> JsonResponse:
    """`can` names what the field shows, as the editor calls it; nothing for a field of plain text."""
    can = frozenset(FEATURES.keys() & request.POST.get("can", "").split())
    try:
        found = pasted(request.POST.get("html", ""), request.POST.get("text", ""), can)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=413)
    told = {"text": found.text, "said": found.said, "rest": found.rest, "apart": found.apart}
    return JsonResponse({"content": as_content(found.html, can)} | told)
