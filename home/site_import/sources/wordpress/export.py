"""The source behind an export of WordPress, and behind those of Squarespace and Wix in the same form."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from typing import IO
from urllib.parse import unquote, urljoin, urlsplit

from faq.importing.folder import FOLDER
from faq.importing.outline.links import bare_host
from home.site_import.sources import kinds
from home.site_import.sources.found import FILE, Found, Skipped
from home.site_import.sources.full_links import with_full_links
from home.site_import.sources.kinds import MEGABYTE
from home.site_import.sources.no_pages import full_picture
from home.site_import.sources.trees import Tree, Unreadable
from home.site_import.sources.ways import words_of
from home.site_import.sources.wordpress.blocks import html_of
from home.site_import.sources.wordpress.elementor import html_of_elementor
from home.site_import.sources.wordpress.items import BrokenOff, Item, Site, items_of
from home.site_import.sources.wordpress.media import Media

# What is no page of the website: menus, styles, forms, orders, old versions.
TECHNICAL = re.compile(
    r"nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_(?!block).*|acf-.*|elementor_.*|e-.*"
    r"|et_.*|wpcf7.*|mc4wp.*|wpforms.*|shop_.*|feedback|flamingo_.*|popup.*|ml-slider|jp_.*|amp_.*|product_variation|.*_form"
    r"|tablepress_table|fl-builder-template|vc_.*|astra-.*|ct_template|bricks_template|nf_sub|wp_block|scheduled-action"
)
STATUSES = {
    "draft": "It was a draft and never published.",
    "auto-draft": "It was a draft and never published.",
    "pending": "It waited for approval and was never published.",
    "private": "It was private: only staff could read it.",
    "future": "It was planned for a later day and not yet published.",
    "trash": "It was in the trash.",
    "inherit": "It was no page of its own.",
}
OTHER_STATUS = "It was not published."
LOCKED = "It was locked with a password."
NO_WORDS = "There are no words on it."
NO_MEDIA = "The export names {number} pictures and files, and no folder of media came with it."
NOT_THERE = "The file is not in the folder of media."
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{address}">'
    '<meta property="og:site_name" content="{site}"></head><body><main><h1>{title}</h1>\n{body}\n</main></body></html>'
)
Opener = Callable[[], IO[bytes]]


class WordPressExport:
    """`openers` open the files of the export, `media` is the tree of what was uploaded, None if it did not come."""

    def __init__(self, openers: Sequence[Opener], name: str, media: Tree | None = None, base_url: str = "") -> None:
        self.openers = openers
        self.name = name
        self.tree = media
        self.site = Site(base=base_url.rstrip("/"))

    def found(self) -> Iterator[Found | Skipped]:
        self.look_first()
        yield from self.pages()
        yield from self.files()

    def look_first(self) -> None:
        """Uploads and shared blocks: what pages name by number, wherever in the export it stands."""
        self.uploads: dict[str, Item] = {}
        self.shared: dict[str, str] = {}
        for item in self.items():
            if isinstance(item, Skipped):
                continue
            if item.kind == "attachment" and item.file:
                self.uploads[item.number] = item
            elif item.kind == "wp_block" and item.status == "publish":
                self.shared[item.number] = item.content
        self.media = Media(self.tree)
        self.addresses = {upload_key(item.file): item.file for item in self.uploads.values()}

    def items(self) -> Iterator[Item | Skipped]:
        for opener in self.openers:
            with opener() as file:
                try:
                    yield from items_of(file, self.name, self.site)
                except BrokenOff as error:
                    yield Skipped(self.base, str(error))

    @property
    def base(self) -> str:
        return self.site.base or f"http://{FOLDER}"

    # Pages

    def pages(self) -> Iterator[Found | Skipped]:
        for item in self.items():
            if isinstance(item, Skipped):
                yield item
            elif item.kind != "attachment" and not TECHNICAL.fullmatch(item.kind):
                yield self.page(item)

    def page(self, item: Item) -> Found | Skipped:
        address = urljoin(f"{self.base}/", item.link or f"?p={item.number}")
        if item.status not in {"publish", ""}:
            return Skipped(address, STATUSES.get(item.status, OTHER_STATUS))
        if item.password:
            return Skipped(address, LOCKED)
        if len(item.content) > kinds.MOST_OF_A_PAGE:
            return Skipped(address, kinds.TOO_LARGE.format(most=kinds.MOST_OF_A_PAGE // MEGABYTE))
        body = with_full_links(self.body_of(item), lambda href: self.full(href, address))
        if not words_of(body) and "<img" not in body:
            return Skipped(address, NO_WORDS)
        title = plain(item.title)
        written = PAGE.format(
            title=escape(title), address=escape(address), site=escape(plain(self.site.title)), body=body
        )
        return Found(
            address,
            kinds.name_for(address, ".html"),
            written.encode(),
            title=title,
            published=item.day[:10] if re.match(r"[1-9]\d{3}-\d\d-\d\d", item.day) else "",
            kind_there=item.kind,
            also=self.also(item, address),
        )

    def body_of(self, item: Item) -> str:
        html = html_of(
            item.content, lambda numbers: self.pictures(numbers, item), lambda number: self.shared.get(number, "")
        )
        if built := item.said("_elementor_data"):
            made = html_of_elementor(built)
            html = made if len(words_of(made)) >= 0.8 * len(words_of(html)) else html
        above = item.said("_thumbnail_id")
        shown = self.pictures([above], item) if above in self.uploads else ""
        return html if not shown or last_part(self.uploads[above].file) in html else f"{shown}\n{html}"

    def also(self, item: Item, address: str) -> tuple[str, ...]:
        """By its number, as plain links and shortlinks have it, and by what it was called before."""
        others = [f"{self.base}/?{name}={item.number}" for name in ("p", "page_id") if item.number]
        parts = urlsplit(address)
        above = parts.path.rstrip("/").rpartition("/")[0]
        others += [
            parts._replace(path=f"{above}/{slug}/", query="").geturl() for slug in item.meta.get("_wp_old_slug", [])
        ]
        return tuple(other for other in dict.fromkeys(others) if other != address)

    def pictures(self, numbers: list[str], item: Item) -> str:
        """As HTML; without numbers, all that were uploaded to this page."""
        ours = [upload for upload in self.uploads.values() if upload.parent == item.number and is_picture(upload)]
        found = [self.uploads[number] for number in numbers if number in self.uploads] if numbers else ours
        shown = ((upload.file, upload.said("_wp_attachment_image_alt")) for upload in found if is_picture(upload))
        return "".join(f'<figure><img src="{escape(src)}" alt="{escape(alt)}"></figure>' for src, alt in shown)

    def full(self, href: str, address: str) -> str:
        """In full; a smaller size of a picture, or its page, leads to the picture itself."""
        if not href or href.startswith("#") or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            return href
        try:
            there = urljoin(address, href)
            number = re.search(r"[?&]attachment_id=(\d+)", there)
            key = full_picture(upload_key(there), self.addresses)
        except ValueError:
            return href
        if number and number[1] in self.uploads:
            return self.uploads[number[1]].file
        return self.addresses.get(key, there)

    # Files

    def files(self) -> Iterator[Found | Skipped]:
        if not self.tree and self.uploads:
            yield Skipped(f"{self.base}/", NO_MEDIA.format(number=f"{len(self.uploads):,}"))
            return
        for upload in self.uploads.values():
            if kinds.is_film(upload.file):
                yield Skipped(upload.file, kinds.FILM)
            else:
                yield self.file(upload)

    def file(self, upload: Item) -> Found | Skipped:
        path = self.media.path_of(upload.file, upload.said("_wp_attached_file"))
        if not path or self.tree is None:
            return Skipped(upload.file, NOT_THERE)
        if self.media.sizes[path] > kinds.MOST_OF_A_FILE:
            return Skipped(upload.file, kinds.TOO_LARGE.format(most=kinds.MOST_OF_A_FILE // MEGABYTE))
        try:
            data = self.tree.read(path, kinds.MOST_OF_A_FILE)
        except Unreadable as error:
            return Skipped(upload.file, str(error))
        return (
            Found(upload.file, kinds.file_name(upload.file), data, FILE, title=plain(upload.title))
            if data
            else Skipped(upload.file, kinds.EMPTY)
        )


def upload_key(address: str) -> str:
    """One name for http and https, with www and without."""
    return f"{bare_host(address)}{unquote(urlsplit(address).path)}"


def is_picture(upload: Item) -> bool:
    return kinds.ending_of(urlsplit(upload.file).path) in kinds.PICTURES


def last_part(address: str) -> str:
    return address.rpartition("/")[2].rpartition(".")[0]


def plain(title: str) -> str:
    """Titles may hold tags and signs written out."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", title)).split())
