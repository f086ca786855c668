"""The key figures that a topic shows."""

import re

from wagtail.models import Page

from clinic.content.models import KeyFigure
from clinic.content.prose import rich_texts
from clinic.content.streams import leaves

IN_PROSE = re.compile(r'<embed[^>]*embedtype="key-figure"[^>]*>')
ID = re.compile(r'\bid="(\d+)"')


def figures_in(page: Page) -> list[KeyFigure]:
    """The key figures a topic shows, inline or as the frame of an observation, each once."""
    chosen = {value for _, value in leaves(page.questions.stream_block, page.questions) if isinstance(value, KeyFigure)}
    embeds = IN_PROSE.findall(" ".join(rich_texts(page)))
    inline = KeyFigure.objects.filter(pk__in=[found[1] for tag in embeds if (found := ID.search(tag))])
    return sorted(chosen | set(inline), key=str)
