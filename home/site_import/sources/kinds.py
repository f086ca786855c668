"""What a file of a website is: a page to read, a file to keep, or a part of how the site looked."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

MEGABYTE = 1024 * 1024
# The reader takes pages of this size; a file is held in memory while it is looked at.
MOST_OF_A_PAGE = 10 * MEGABYTE
MOST_OF_A_FILE = 25 * MEGABYTE

WEB = {".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cfm", ".cgi", ".pl"}
PROGRAMS = {".php", ".asp", ".aspx", ".jsp", ".cfm", ".cgi", ".pl", ".inc", ".sql", ".py"}
TEXTS = {".docx", ".md", ".txt"}
PICTURES = {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".heic", ".avif"}
DOCUMENTS = {".pdf", ".doc", ".xls", ".xlsx", ".csv", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".epub", ".ics"}
FILMS = {".mp4", ".m4v", ".mov", ".avi", ".wmv", ".webm", ".mpg",
         ".mpeg", ".flv", ".mp3", ".m4a", ".wav", ".ogg", ".ogv"}  # fmt: skip
WEB_ARCHIVES = {".mht", ".mhtml", ".webarchive", ".maff", ".warc"}
LOOKS = {".css", ".js", ".mjs", ".map", ".json", ".xml", ".rss", ".ico", ".cur", ".woff", ".woff2", ".ttf", ".otf",
         ".eot", ".less", ".scss", ".swf", ".class", ".webmanifest", ".htaccess", ".ini", ".lck",
         ".log", ".db", ".tmp", ".bak"}  # fmt: skip
# Texts that speak to programs, and what HTTrack leaves behind.
FOR_PROGRAMS = {"robots.txt", "humans.txt", "ads.txt", "app-ads.txt", "llms.txt",
                "license.txt", "security.txt", "hts-log.txt", "readme.txt", "cookies.txt",
                "backblue.gif", "fade.gif"}  # fmt: skip
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|frameset|table|div|p|h1)[\s>]", re.IGNORECASE)
XML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<?(?:rss|rsd|feed|urlset|sitemapindex|svg)\b",
    re.DOTALL,
)
PROGRAM = re.compile(rb"<\?(?:php\b|=)|<%[@=!\s]", re.IGNORECASE)

FILM = "It is a film or a sound, which this site does not keep. A link to the place where it can be played can stay."
TOO_LARGE = "It is larger than {most} MB, too large to be brought in."
WEB_ARCHIVE = "It is a web archive. Save the page as HTML instead."
UNKNOWN = "It is not a kind of file that can be brought in."
EMPTY = "It is empty."


def ending_of(name: str) -> str:
    """`.eot` for `icons.eot?v=3`, too, which is how copies of sites name their files."""
    return PurePosixPath(re.split(r"[?#]|%3f|%23", name.lower())[0].rstrip("/")).suffix


def is_film(name: str) -> bool:
    return ending_of(name) in FILMS


def is_file(name: str) -> bool:
    return ending_of(name) in PICTURES | DOCUMENTS


def is_look(name: str) -> bool:
    """A style, a program, a font: what nobody reads."""
    return ending_of(name) in LOOKS or PurePosixPath(name).name.lower() in FOR_PROGRAMS


def may_be_page(name: str) -> bool:
    """By its name alone. An address without an ending, and an ending nobody knows, can be a page."""
    ending = ending_of(name)
    return ending in WEB | TEXTS or not (is_file(name) or is_film(name) or is_look(name))


def is_web_page(data: bytes) -> bool:
    """By what stands in it: HTML that somebody can read, not the program that makes it, not a feed."""
    return bool(HTML.search(plain(data[:4096]))) and not XML.match(data[:1024])


def is_program(data: bytes) -> bool:
    return bool(PROGRAM.search(data[:4096]))


def plain(data: bytes) -> bytes:
    """The beginning of a file of double bytes, so that its tags can be seen."""
    return data.replace(b"\0", b"") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data


def is_packed(data: bytes) -> bool:
    """No text, whatever it is called."""
    return b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def name_for(address: str, ending: str) -> str:
    """What a page would be called as a file: `about.html` for `/about/`, `index.html` for the start."""
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name
    stem = re.sub(r"(?:\.(?:x?html?|shtml|php|aspx?|jsp|cfm|cgi|pl))+$", "", last, flags=re.IGNORECASE)
    stem = stem.removesuffix(ending) if ending in TEXTS else stem
    which = re.sub(r"\W+", "-", unquote(parts.query)).strip("-")
    return f"{'-'.join(filter(None, (stem, which)))[:100] or 'index'}{ending}"


def file_name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name or "file"
