"""Rules about addresses, before anything is looked up: which may stay, which lead to the services page."""

import re
from urllib.parse import SplitResult, unquote, urlsplit

from faq.importing.draft import Ledger
from faq.importing.words import glimpse

SERVICES = "/services/"
KEPT = {"http", "https", "mailto", "tel"}
CALL = re.compile(
    r"^(?:please\s+)?(?:click|tap|press|go|visit|see|view|read|find out|learn|look|browse|explore|discover)\b"
    r"(?=.*\b(?:our services|the services|services (?:we offer|offered|page))\b)",
    re.IGNORECASE,
)


def address(href: str | None, words: str, ledger: Ledger) -> str:
    """The address to keep for a link on `words`, or "" when the link goes and its words stay."""
    href = re.sub(r"[\x00-\x20\x7f-\x9f]", "", href or "") if ":" in (href or "")[:30] else (href or "").strip()
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        parts = None
    if parts is None or (parts.scheme and parts.scheme.lower() not in KEPT) or "\\" in href:
        ledger.drop(f"the link on {glimpse(words)}", why_dropped(parts))
        return ""
    return href


def why_dropped(parts: SplitResult | None) -> str:
    scheme = parts.scheme.lower() if parts else ""
    if scheme in {"javascript", "vbscript", "data"}:
        return f"its address runs a program ({scheme}:); the words were kept"
    if scheme in {"file", "blob"}:
        return "its address works on one computer only; the words were kept"
    return "its address cannot be used on a web page; the words were kept"


def path_of(href: str) -> str:
    """`/services/` for `/services`, `services.html` and `https://old.example/services/?a=1`; "" for mail and phone."""
    parts = urlsplit(href)
    if parts.scheme and parts.scheme.lower() not in {"http", "https"}:
        return ""
    path = re.sub(r"(/?index)?\.(html?|php|aspx?)$", "", unquote(parts.path), flags=re.IGNORECASE)
    return "/" + path.strip("/.").lower() + "/" if path.strip("/.") else "/"


def leads_to_services(href: str) -> bool:
    return path_of(href).endswith(SERVICES)


def calls_to_services(sentence: str) -> bool:
    """True for `Click here to view the services offered at …`: an invitation that names our services."""
    return bool(CALL.match(sentence.lstrip("“\"'(")))
