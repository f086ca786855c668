"""Writing Markdown in templates. They begin with {% autoescape off %}: nothing in them is HTML."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context

from clinic.content.prose import expanded
from clinic.website.seo import markdown as writing

register = template.Library()


@register.filter
def md(words: str) -> str:
    """Plain words, so that no sign in them means anything."""
    return writing.plain(words)


@register.filter
def md_url(url: str) -> str:
    return writing.address(url)


@register.simple_tag(takes_context=True)
def md_prose(context: dict[str, Any], value: Any, set_in: int = 0) -> str:
    """Rich text; every line after the first is set in by `set_in` spaces where it stands in a list."""
    source = getattr(value, "source", value) or ""
    known = context.get("prose") or {}
    html = known[source] if source in known else expanded([source]).get(source, "")
    return writing.set_in(writing.markdown(html, context["page"].full_url), set_in)


@register.simple_tag(takes_context=True)
def md_block(context: Context, child: Any) -> str:
    """A block of a stream by the Markdown template of its name, beside its HTML template."""
    if context.template is None:
        return ""
    found = context.template.engine.get_template(f"blocks/{child.block_type}.md")
    with context.push(value=child.value, child=child):
        return found.render(context)


@register.filter
def one_line(words: str) -> str:
    return " ".join(words.split())


@register.filter
def md_cell(words: str) -> str:
    """Markdown as it may stand in a cell of a table."""
    return one_line(words.replace("|", "\\|"))


@register.filter
def md_lines(words: str) -> str:
    """Several lines of plain words in one."""
    return ", ".join(writing.plain(line) for line in words.splitlines() if line.strip())


@register.filter
def place_in(thing: Any, things: Iterable[Any]) -> int:
    """Its place in a list, from 1."""
    return [*things].index(thing) + 1
