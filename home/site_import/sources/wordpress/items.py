"""The items of an export, one at a time, however long the file is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from faq.importing.draft import Refused

# Letters that no XML may hold and that people paste into WordPress all the same.
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
PLAIN = {
    "post_id": "number",
    "post_type": "kind",
    "status": "status",
    "title": "title",
    "link": "link",
    "post_name": "slug",
    "post_parent": "parent",
    "post_password": "password",
    "post_date": "day",
    "attachment_url": "file",
}
KEPT_META = {"_wp_attached_file", "_wp_attachment_image_alt", "_wp_old_slug", "_thumbnail_id", "_elementor_data"}
NO_EXPORT = "“{name}” is not an export of WordPress. Make one under Tools, Export, All content."
BROKEN_OFF = "The export breaks off or is damaged (line {line}). What stands before was read; make the export again."


@dataclass
class Item:
    """As WordPress wrote it; `file` is the address of an upload, `meta` what is kept beside it."""

    number: str = ""
    kind: str = ""
    status: str = ""
    title: str = ""
    link: str = ""
    slug: str = ""
    parent: str = ""
    password: str = ""
    day: str = ""
    file: str = ""
    content: str = ""
    meta: dict[str, list[str]] = field(default_factory=dict)

    def said(self, name: str) -> str:
        return next(iter(self.meta.get(name, [])), "")


@dataclass
class Site:
    """What the export says of the whole site."""

    title: str = ""
    base: str = ""


class Cleaned:
    """The file without white space before its first sign and without letters that no XML may hold."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.is_begun = False

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size).translate(None, CONTROLS)
        if not self.is_begun:
            data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
            self.is_begun = bool(data)
        return data


class BrokenOff(Exception):
    """The rest cannot be read; the message says so in a sentence."""


def items_of(file: IO[bytes], name: str, site: Site) -> Iterator[Item]:
    """`site` is filled on the way. Raises Refused for what is no export, BrokenOff for one that ends too early."""
    number = 0
    try:
        for item in parsed(file, name, site):
            number += 1
            yield item
    except DefusedXmlException:
        raise Refused(f"“{name}” holds definitions of its own, which no export of WordPress has.") from None
    except ParseError as error:
        if not number:
            raise Refused(NO_EXPORT.format(name=name)) from None
        raise BrokenOff(BROKEN_OFF.format(line=error.position[0])) from None
    if not number:
        raise Refused(f"There is nothing in “{name}”. Make the export again with “All content”.")


def parsed(file: IO[bytes], name: str, site: Site) -> Iterator[Item]:
    """Item by item; what was read of one is forgotten before the next."""
    channel: Element | None = None
    for event, element in iterparse(Cleaned(file), events=("start", "end"), forbid_dtd=True):
        local = element.tag.rpartition("}")[2]
        if event == "start":
            if channel is None and local not in {"rss", "channel"}:
                raise Refused(NO_EXPORT.format(name=name))
            channel = element if local == "channel" else channel
        elif local == "item" and channel is not None:
            yield item_of(element)
            channel.clear()
        elif channel is not None and local in {"title", "link", "base_blog_url"} and element in channel:
            tell(site, local, (element.text or "").strip())


def tell(site: Site, name: str, words: str) -> None:
    if name == "title":
        site.title = site.title or words
    elif name == "base_blog_url" or not site.base:
        site.base = words.rstrip("/") if re.match(r"https?://", words) else site.base


def item_of(element: Element) -> Item:
    item = Item()
    for child in element:
        space, _, local = child.tag.rpartition("}")
        words = child.text or ""
        if local == "encoded" and "content" in space:
            item.content = words
        elif local == "postmeta":
            key, value = child.find("{*}meta_key"), child.find("{*}meta_value")
            if key is not None and value is not None and key.text in KEPT_META:
                item.meta.setdefault(key.text, []).append(value.text or "")
        elif local in PLAIN and not (local == "title" and space):
            setattr(item, PLAIN[local], words.strip())
    return item
