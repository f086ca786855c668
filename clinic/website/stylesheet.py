"""One small stylesheet out of many: the parts that `@import` names, written in place. Pure words: no Django."""

import posixpath
import re
from collections.abc import Callable

PART = re.compile(r'^@import "(?P<name>[^"]+)" layer\((?P<layer>[a-z]+)\);$', re.MULTILINE)
ADDRESS = re.compile(r'url\("(?P<address>[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_END = re.compile(r"\s*\n\s*")


def joined(css: str, read: Callable[[str], str]) -> str:
    """`css` with every `@import "part.css" layer(name);` replaced by that part inside `@layer name { … }`.

    `read(name)` gives the text of a part. Addresses in a part are rewritten to hold from where `css` lies.
    """
    return PART.sub(lambda found: in_layer(found["layer"], moved(read(found["name"]), found["name"])), css)


def in_layer(layer: str, css: str) -> str:
    return f"@layer {layer} {{\n{css}}}"


def moved(css: str, name: str) -> str:
    """`css` of the part `name`, its relative addresses written as seen from the folder above."""
    folder = posixpath.dirname(name)

    def from_above(found: re.Match[str]) -> str:
        return f'url("{posixpath.normpath(posixpath.join(folder, found["address"]))}")'

    return ADDRESS.sub(from_above, css)


def bare(css: str) -> str:
    """`css` without comments, indents and empty lines, which are a sixth of what is sent."""
    return LINE_END.sub("\n", COMMENT.sub("", css)).strip()
