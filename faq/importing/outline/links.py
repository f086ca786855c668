"""Rules about addresses, before anything is looked up: which may stay, which lead to the services page."""

import re
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urljoin, urlsplit

from faq.importing.draft import Ledger
from faq.importing.folder import FOLDER
from faq.importing.words import glimpse

SERVICES = "/services/"
KEPT = {"http", "https", "mailto", "tel"}
CALL = re.compile(
    r"^(?:please\s+)?(?:click|tap|press|go|visit|see|view|read|find out|learn|look|browse|explore|discover)\b"
    r"(?=.*\b(?:our services|the services|services (?:we offer|offered|page))\b)",
    re.IGNORECASE,
)


# What tells one page from another where all share a path; anything else behind a question mark does not.
WHICH_PAGE = {"p", "page_id", "pageid", "pid", "id", "post", "article", "aid", "cat", "itemid", "tid"}
# The same, where they hold a name: `?page=parking` is a page, `?page=2` a part of one.
WHICH_BY_NAME = {"page", "seite", "site", "content", "section", "topic", "pagina", "load", "pg"}
NO_MATTER = re.compile(r"utm_\w+|gclid|fbclid|msclkid|ref|source|hl|lang")
# Names by which advertising and mailing programs know who followed a link, and from where.
TRACKER = re.compile(
    r"utm_\w+|[gdw]clid|gbraid|wbraid|gad_source|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs\w+"
    r"|__hs\w+|hsctatracking|vero_\w+|_ga|_gl|_branch_match_id|oly_(?:anon|enc)_id|s_cid|ml_subscriber\w*|ck_subscriber_id",
    re.IGNORECASE,
)
# Addresses that lead on to the one they carry: `https://www.google.com/url?q=https://…`.
LEADS_ON = {"www.google.com/url": ("q", "url"), "l.facebook.com/l.php": ("u",), "lm.facebook.com/l.php": ("u",)}
SAFE_LINKS = ".safelinks.protection.outlook.com"


def address(href: str | None, words: str, ledger: Ledger, page: str = "") -> str:
    """The address to keep for a link on `words`, or "" when the link goes and its words stay.

    `page` is the address of the page that the link stands on, "" where nobody knows it.
    """
    href = re.sub(r"[\x00-\x20\x7f-\x9f]", "", href or "") if ":" in (href or "")[:30] else (href or "").strip()
    if not href or href.startswith("#"):
        return within(href, words)
    href = without_trackers(href)
    parts = split(href)
    if parts is None or (parts.scheme and parts.scheme.lower() not in KEPT) or "\\" in href:
        ledger.drop(f"the link on {glimpse(words)}", why_dropped(parts))
        return ""
    full = resolved(href, page)
    if full and is_place_of(full, page) and (place := within(f"#{urlsplit(full).fragment}", words)):
        return place
    if full is None or is_same_page(full, page):
        why = "leads to the page it stands on" if full else "says nothing without the address of its page"
        ledger.drop(f"the link on {glimpse(words)}", f"{href[:80]} {why}; the words were kept")
        return ""
    return full


def within(href: str, words: str) -> str:
    """A link to a place of the page itself, which may turn out to be none; not on the sign of a note."""
    return href if re.fullmatch(r"#[^\s#]+", href) and re.search(r"[^\W\d_]{2}", words) else ""


def is_place_of(href: str, page: str) -> bool:
    return is_same_page(href, page) and urlsplit(href).query in {"", urlsplit(page).query}


def without_trackers(href: str) -> str:
    """The address itself: what a mail program or search engine put around it goes, and who follows it is not told."""
    parts = split(href)
    if parts is None or parts.scheme.lower() not in {"http", "https"}:
        return href
    within = parse_qs(parts.query)
    place = f"{parts.netloc}{parts.path}".lower()
    names = ("url",) if parts.netloc.lower().endswith(SAFE_LINKS) else LEADS_ON.get(place, ())
    inner = next((within[name][0] for name in names if name in within), "")
    if inner.startswith(("http://", "https://")):
        return without_trackers(inner)
    asked = parts.query.split("&")
    kept = [one for one in asked if not TRACKER.fullmatch(unquote(one.partition("=")[0]))]
    return href if len(kept) == len(asked) else parts._replace(query="&".join(kept)).geturl()


def split(href: str) -> SplitResult | None:
    try:
        parts = urlsplit(href)
        return parts if parts.hostname is not None or not parts.netloc else None
    except ValueError:
        return None


def resolved(href: str, page: str) -> str | None:
    """In full, where the page tells where it stood; None for the folder of a page that does not."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or (href.startswith("/") and urlsplit(page).hostname in {None, FOLDER}):
        return href
    if page:
        return urljoin(page, href)
    return None if path_of(href) == "/" or not parts.path.strip("./") else href


def is_same_page(href: str, page: str) -> bool:
    """`?page=2` is a part of the page, `?p=2` another."""
    if not page or bare_host(href) != bare_host(page):
        return False
    return path_of(href) == path_of(page) and which_page(href) == which_page(page)


def which_page(href: str) -> str:
    """`p=12` for `/?p=12&utm_source=x`."""
    asked = parse_qsl(urlsplit(href).query)
    return "&".join(f"{name}={value}" for name, value in asked if tells_page(name.lower(), value))


def tells_page(name: str, value: str) -> bool:
    return name in WHICH_PAGE or (name in WHICH_BY_NAME and not value.isdigit())


def is_some_other_page(href: str) -> bool:
    """Does what stands behind the question mark make another page of it?"""
    names = [name.lower() for name, _ in parse_qsl(urlsplit(href).query, keep_blank_values=True)]
    return any(not NO_MATTER.fullmatch(name) for name in names)


def bare_host(href: str) -> str:
    return (urlsplit(href).hostname or "").lower().removeprefix("www.")


def key_of(href: str) -> str:
    """One name for all ways to write an address: `clinic.example/scan/`, `clinic.example/?p=12`."""
    which = which_page(href)
    return f"{bare_host(href)}{path_of(href)}{'?' + which if which else ''}"


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
