"""Shortcodes, `[caption]…[/caption]`, to HTML: what opens and closes stays an opener, wrappers leave their words."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote

# A value in quotation marks may hold brackets. Nothing is tried twice: what does not fit at once is no shortcode.
MARK = re.compile(
    r"\[(?P<twice>\[?)(?P<closes>/?)(?P<name>[a-zA-Z][\w-]{1,60})"
    r"(?P<said>(?:[\s/](?>=\s*\"[^\"<>]{0,1000}\"|=\s*'[^'<>]{0,1000}'|[^\[\]]){0,4000}+)?)\](?P<again>\]?)"
)
SAID = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”|″([^″]*)″|([^\s\"']+))")
KNOWN = frozenset((
    "gallery", "embed", "audio", "video", "playlist", "caption", "wp_caption", "toc", "divider", "clear", "hr",
    "spacer", "separator", "line", "br", "contact", "sitemap", "pagelist", "subpages", "breadcrumb", "breadcrumbs",
    "wpvideo", "youtube", "vimeo", "googlemaps",
))  # fmt: skip
# Programs of their own: their attributes are names for staff, not words for readers.
PROGRAM = re.compile(
    r"(?:^|[_-])(?:form|field|feed|map|captcha|recaptcha|login|register|signup|cart|checkout|product|search|menu|posts|blog"
    r"|widget|portfolio|divider|spacer|separator|social|share|countdown|calendar|timeline|table|popup)s?(?:$|[_-])"
    r"|slider|slideshow|carousel|wpforms|gravityform|formidable|instagram|^rev_|^do_"
)
OPENS = re.compile(r"accord|toggle|tab(?!le)|collaps|spoiler|faq|question|expand|tta_section|reveal|read-?more")
TITLES = ("title", "question", "heading", "header", "tab_title", "label", "summary", "headline", "name", "trigger")
TEXTS = (
    "answer",
    "subtitle",
    "subheading",
    "subhead",
    "position",
    "text",
    "content",
    "description",
    "quote",
    "caption",
    "author",
)
BUTTON = ("button_text", "button_one_text", "btn_text", "link_text", "cta_text")
WAYS = ("url", "button_one_url", "href", "link", "button_url", "button_link", "link_url", "btn_link")
PICTURES = ("src", "image", "image_url", "img", "photo")
PLAYED = ("embed", "video", "audio", "youtube", "vimeo", "playlist", "et_pb_video", "vc_video", "fve")
# A value that is looked up when the page is shown: its title, today's day.
LOOKED_UP = "@ET-DC@"
RAW = "vc_raw_html"
DEEPEST = 100
IMAGE = re.compile(r"\s*((?:<a\b[^<>]*>)?\s*<img\b[^<>]*>\s*(?:</a>)?)(.*)", re.IGNORECASE | re.DOTALL)
SETTING = re.compile(r"[\w-]+|https?:\S+|#\w+")
HAS_WORDS = re.compile(r"[^\W_]")

# Gives the pictures of a gallery, or one picture by its number, as HTML.
PictureOf = Callable[[list[str]], str]


@dataclass
class Code:
    """One shortcode that is open: its name, what it says, the HTML inside so far."""

    name: str
    said: dict[str, str]
    inside: list[str] = field(default_factory=list)
    mark: str = ""


def without_shortcodes(text: str, pictures: PictureOf) -> str:
    marks = list(MARK.finditer(text))
    closed = {mark["name"] for mark in marks if mark["closes"]}
    stack = [Code("", {})]
    position = 0
    for mark in marks:
        stack[-1].inside.append(text[position : mark.start()])
        position = mark.end()
        if mark["twice"] and mark["again"]:
            stack[-1].inside.append(mark[0][1:-1])
        elif mark["closes"]:
            close(stack, mark, pictures)
        elif not is_code(mark, closed):
            stack[-1].inside.append(mark[0])
        elif mark["name"] in closed and not ends(mark) and len(stack) < DEEPEST:
            stack.append(Code(mark["name"], said_by(mark["said"]), mark=mark[0]))
        else:
            stack[-1].inside.append(shown(Code(mark["name"], said_by(mark["said"])), pictures))
    stack[-1].inside.append(text[position:])
    while len(stack) > 1:
        leave_open(stack, pictures)
    return "".join(stack[0].inside)


def is_code(mark: re.Match[str], closed: set[str]) -> bool:
    """`[see below]` is a remark of the writer."""
    name, said = mark["name"], mark["said"]
    return name in closed | KNOWN or "=" in said or ends(mark) or (not said and "_" in name.replace("-", "_"))


def ends(mark: re.Match[str]) -> bool:
    return bool(mark["said"].endswith("/"))


def close(stack: list[Code], mark: re.Match[str], pictures: PictureOf) -> None:
    if mark["name"] not in [code.name for code in stack]:
        return
    while stack[-1].name != mark["name"]:
        leave_open(stack, pictures)
    code = stack.pop()
    stack[-1].inside.append(shown(code, pictures))


def leave_open(stack: list[Code], pictures: PictureOf) -> None:
    """Opened and never closed: what follows it stands beside it, not in it."""
    code = stack.pop()
    rest, code.inside = code.inside, []
    stack[-1].inside += [shown(code, pictures), *rest]


def said_by(text: str) -> dict[str, str]:
    text = text.replace("&quot;", '"').replace("&#8221;", '"').replace("&#8243;", '"').replace("&#8220;", '"')
    found = ((name.lower(), next(filter(None, values), "")) for name, *values in SAID.findall(text))
    return {name: plain(value) for name, value in found if not value.startswith(LOOKED_UP)}


def plain(value: str) -> str:
    """One builder of pages writes quotation marks and brackets in codes of its own."""
    for code, sign in (("%22", '"'), ("%91", "["), ("%93", "]")):
        value = value.replace(code, sign)
    return unescape(value).strip()


def shown(code: Code, pictures: PictureOf) -> str:
    """The HTML that stands for it."""
    inside = "".join(code.inside)
    if code.name in {"caption", "wp_caption"}:
        return with_caption(inside, code.said.get("caption", ""))
    if code.name.endswith("gallery"):
        ids = next((code.said[name] for name in ("ids", "include", "images", "gallery_ids") if name in code.said), "")
        return pictures(re.findall(r"\d+", ids)) + inside
    if code.name in PLAYED:
        return played(code.said, inside)
    if code.name == RAW:
        return unpacked(inside)
    title = "" if PROGRAM.search(code.name) else first(code.said, TITLES)
    texts = "" if PROGRAM.search(code.name) else other_words(code, bool(inside.strip()), pictures)
    if title and OPENS.search(code.name):
        return f"<details><summary>{escape(title, quote=False)}</summary>{texts}{inside}</details>"
    return (f"<h3>{escape(title, quote=False)}</h3>" if title else "") + texts + inside


def unpacked(inside: str) -> str:
    """HTML that somebody typed into a box for it, kept in letters that no editor touches."""
    try:
        return unquote(b64decode(re.sub(r"<[^<>]*>|\s", "", inside), validate=True).decode())
    except ValueError:
        return ""


def with_caption(inside: str, caption: str) -> str:
    found = IMAGE.match(inside)
    words = (found[2] if found else "").strip() or escape(caption, quote=False)
    return f"<figure>{found[1] if found else inside}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def played(said: dict[str, str], inside: str) -> str:
    ways = [inside.strip(), *said.values()]
    address = next((way for way in ways if re.fullmatch(r"https?://[^\s<>\"']+", way)), "")
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else inside


def other_words(code: Code, has_inside: bool, pictures: PictureOf) -> str:
    """Words that stand in what it says, its picture, and its button."""
    said = code.said
    told = (said.get(name, "") for name in TEXTS)
    parts = [
        f"<p>{escape(words, quote=False)}</p>"
        for words in told
        if HAS_WORDS.search(words) and not SETTING.fullmatch(words)
    ]
    picture = first(said, PICTURES)
    if picture.isdigit():
        parts.insert(0, pictures([picture]))
    elif re.match(r"https?://|/", picture) and not re.search(r"\.(?:mp4|webm)$", picture):
        parts.insert(0, f'<figure><img src="{escape(picture)}" alt="{escape(said.get("alt", ""))}"></figure>')
    way = where(first(said, WAYS))
    words = first(said, BUTTON) or first({} if has_inside else said, ("title", "text"))
    if way and words:
        parts.append(f'<p><a href="{escape(way)}">{escape(words, quote=False)}</a></p>')
    return "".join(parts)


def first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def where(way: str) -> str:
    """`url:https%3A%2F%2Fclinic.example%2F|title:Go` is how one builder of pages writes an address."""
    found = re.match(r"url:([^|]+)", way)
    way = unquote(found[1]) if found else way
    return way if re.match(r"https?://|/|mailto:|tel:", way) else ""
