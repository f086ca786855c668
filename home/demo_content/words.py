"""The way texts are written in the demo files, turned into rich text. Pure words: no Django.

An empty line starts a paragraph, `- ` starts a list item, `[words](topic:name)` is a link to a page of the demo,
`[words](word:name)` are words that the glossary explains, and `{{figure:name}}` a key figure.
"""

import re

from markdown_it import MarkdownIt

_markdown = MarkdownIt("zero").enable(["list", "link"])
_LINK = re.compile(r'<a href="(topic|service|page):([\w-]+)">')
_FIGURE = re.compile(r"\{\{figure:([\w-]+)\}\}")
_WORD = re.compile(r'<a href="word:([\w-]+)">')
_NAMED = re.compile(r"\]\((topic|service|page|word):([\w-]+)\)|\{\{(figure):([\w-]+)\}\}")
_OTHER_LINK = re.compile(r"\]\((?!(?:topic|service|page|word):[\w-]+\))([^)]*)\)")


def named_in(text):
    """The `{(kind, name)}` of everything that `text` leads to, explains or prints, figures and words included."""
    return {(found[1] or found[3], found[2] or found[4]) for found in _NAMED.finditer(text)}


def stray_links_in(text):
    """Addresses of links that lead to none of our pages."""
    return _OTHER_LINK.findall(text)


def rich_text(text, pages, figures, terms=None):
    """`text` in Wagtail's database format.

    `pages` is `{(kind, name): page id}`, `figures` is `{name: key figure id}`, `terms` is `{name: glossary entry id}`.
    KeyError when a name is missing.
    """
    html = _markdown.render(text.strip()).replace("\n", " ").replace("> <", "><").strip()
    html = _LINK.sub(lambda found: f'<a linktype="page" id="{pages[found[1], found[2]]}">', html)
    html = _WORD.sub(lambda found: f'<a linktype="glossary" id="{terms[found[1]]}">', html)
    return _FIGURE.sub(lambda found: f'<embed embedtype="key-figure" id="{figures[found[1]]}"/>', html)
