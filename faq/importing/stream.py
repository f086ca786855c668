"""A draft as the raw data of a topic's questions, and which of its pictures are in the library."""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from wagtail.blocks import StructBlock

from clinic.content.models import ClinicImage
from faq.importing.draft import Draft, Part, Picture, Question, Statement
from faq.models import TopicPage
from faq.structured_data import place_of

QUESTION = TopicPage.questions.field.stream_block.child_blocks["question"]
ANSWER = QUESTION.child_blocks["answer"]


def stream_of(draft: Draft, image_id: Callable[[Picture], int]) -> list[dict[str, Any]]:
    """Raw data of `TopicPage.questions`. `image_id(picture)` gives an image's key."""
    return [
        raw(QUESTION, question=question.wording, answer=[raw_part(part, image_id) for part in question.parts])
        | ({"id": id_of(question, draft)} if question.places else {})
        for question in draft.questions
    ]


def id_of(question: Question, draft: Draft) -> str:
    """The same whenever the document is read: links from other pages lead to it."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{draft.address}#{question.places[0]} {question.wording}"))


def places_in(draft: Draft) -> dict[str, str]:
    """`{name in the document: place on the page}`; the first of two with one name."""
    found: dict[str, str] = {}
    for question in draft.questions:
        for name in question.places:
            found.setdefault(name, place_of(id_of(question, draft)))
    return found


def raw_part(part: Part, image_id: Callable[[Picture], int]) -> dict[str, Any]:
    if isinstance(part, Statement):
        return raw(ANSWER.child_blocks["statement"], text=part.html, kind="")
    if isinstance(part, Picture):
        image = {"image": image_id(part), "decorative": False, "alt_text": part.alt}
        return raw(ANSWER.child_blocks["picture"], image=image, caption=part.caption)
    columns = [{"type": "rich_text", "heading": heading} for heading in part.heading]
    rows = [{"values": row} for row in part.rows]
    return identified("table", {"columns": columns, "rows": rows, "caption": part.caption})


def raw(block: StructBlock, **values: Any) -> dict[str, Any]:
    """A block with every field present: programs that walk stored data trip over values with missing keys."""
    defaults = {
        name: child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
        if name not in values
    }
    return identified(block.name, values | defaults)


def identified(kind: str, value: Any) -> dict[str, Any]:
    """A block with an id of its own, or each editor that is opened gives it another, and all of it looks changed."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def hash_of(picture: Picture) -> str:
    """As Wagtail stores it with an image, so that the same picture is kept once."""
    return hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()


def known_images(draft: Draft) -> dict[str, int]:
    hashes = {hash_of(picture) for picture in draft.parts(Picture)}
    return dict(ClinicImage.objects.filter(file_hash__in=hashes).values_list("file_hash", "pk")) if hashes else {}
