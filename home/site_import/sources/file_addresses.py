"""Which address a file had on the web, by its place in a folder and by what pages say of their own address."""

import os
import posixpath
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

from faq.importing.folder import AT
from faq.importing.outline.links import which_page

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[:+_]\d{2,5})?", re.IGNORECASE)
INDEX = re.compile(r"(?:index|default|home|welcome|start)\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm)", re.IGNORECASE)
START = re.compile(r"(?:index|default)\.(?:x?html?|shtml|php\d?|aspx?|jsp|cfm)", re.IGNORECASE)
# wget writes `index.html?p=12.html`, on Windows `index.html@p=12.html`, and `about.php.html`.
ASKED = re.compile(r"^(?P<name>[^?]*?)(?:\?|@(?=[\w\[\]%-]+=))(?P<asked>.+)$")
ADDED = re.compile(r"(?<=\.php|\.asp|\.jsp|\.cfm|\.cgi)\.html?$|(?<=\.aspx)\.html?$", re.IGNORECASE)
STARTS = (
    "index.html",
    "index.htm",
    "default.htm",
    "default.html",
    "index.php",
    "index.shtml",
    "default.asp",
    "index.php.html",
)


class Places:
    """`bases` are (folder inside, address of that folder); `main` is the host of most pages where there are several."""

    def __init__(self, bases: Iterable[tuple[str, str]], main: str = "") -> None:
        self.bases = sorted(bases, key=lambda base: -len(base[0]))
        self.main = main

    def is_elsewhere(self, path: str) -> bool:
        """Is it of a host that is neither the main one nor a part of it, `blog.` or `www.`?"""
        host = bare(urlsplit(self.base_for(path)).netloc)
        return bool(self.main) and not f".{host}".endswith(f".{self.main}") and not f".{self.main}".endswith(f".{host}")

    def address_of(self, path: str, named: bool = False) -> str:
        """`named` keeps the `index.htm` at its end, which says nothing where it stands alone."""
        for prefix, base in self.bases:
            if path.startswith(prefix):
                return base + (quoted(path[len(prefix) :]) if named else written_out(path[len(prefix) :]))
        host, _, rest = path.partition("/")
        if rest and HOST.fullmatch(host):
            return f"http://{host_of(host)}/{written_out(rest)}"
        return f"{AT}{written_out(path)}"

    def base_for(self, path: str) -> str:
        """The address of the site on which the file is, as far as it is known."""
        return next((base for prefix, base in self.bases if path.startswith(prefix)), AT)

    def root_for(self, path: str) -> str:
        """The folder inside that stands for `/` of the site on which the file is."""
        return next((prefix for prefix, _ in self.bases if path.startswith(prefix)), "")


def places_for(pages: list[str], claims: Mapping[str, str], base_url: str, name: str) -> Places:
    """`pages` are paths, `claims` the addresses that pages say are theirs, `name` is the folder's own."""
    hosts = host_folders(pages)
    voted = votes(claims)
    if base_url:
        named = [folder for folder, host in hosts.items() if bare(host) == bare(urlsplit(base_url).netloc)]
        prefix = named[0] if named else (voted[0] if voted else common_folder(pages))
        return Places([(prefix, base_url.rstrip("/") + "/")])
    if hosts and (not voted or bare(urlsplit(voted[1]).netloc) in map(bare, hosts.values())):
        bases = [(folder, f"{scheme_of(host, claims)}://{host}/") for folder, host in hosts.items()]
        return Places(bases, bare(hosts[max(hosts, key=lambda folder: sum(page.startswith(folder) for page in pages))]))
    if voted:
        return Places([voted])
    if HOST.fullmatch(name) and not name.endswith(".zip"):
        return Places([("", f"{scheme_of(name, claims)}://{host_of(name)}/")])
    return Places([(common_folder(pages), AT)])


def host_folders(pages: list[str]) -> dict[str, str]:
    """Folders that are named after a server, as wget and HTTrack make them, above all that else they hold."""
    common = common_folder(pages).split("/")
    for depth, part in enumerate(common):
        if HOST.fullmatch(part):
            return {"/".join(common[: depth + 1]) + "/": host_of(part)}
    start = "/".join(common)
    nexts = {page[len(start) :].partition("/")[0] for page in pages if "/" in page[len(start) :]}
    return {f"{start}{part}/": host_of(part) for part in nexts if HOST.fullmatch(part)}


def votes(claims: Mapping[str, str]) -> tuple[str, str] | None:
    """The folder and its address that most pages agree on: `site/about/index.html` says it is `http://old/about/`."""
    counted: Counter[tuple[str, str]] = Counter()
    for path, claim in claims.items():
        parts = urlsplit(claim)
        local, there = ["", *steps(path)], ["", *steps(unquote(parts.path).lstrip("/"))]
        same = 0
        while same < min(len(local), len(there)) - 1 and local[-1 - same] == there[-1 - same]:
            same += 1
        if same:
            prefix = "/".join(path.split("/")[: len(local) - 1 - same])
            base = "/".join(there[1 : len(there) - same])
            where = f"{parts.scheme}://{parts.netloc}/{base}{'/' if base else ''}"
            counted[f"{prefix}/" if prefix else "", where] += 1 + 2 * sum(map(bool, there[-same:]))
    most = max(counted.values(), default=0)
    return min((pair for pair, number in counted.items() if number == most), default=None)


def steps(path: str) -> list[str]:
    """`about/index.html` as `about`, ``; `about.html` as `about`."""
    *folders, name = path.split("/")
    stem = "" if INDEX.fullmatch(name) else re.sub(r"\.(?:x?html?|shtml|php|aspx?)$", "", name, flags=re.IGNORECASE)
    return [*folders, stem]


def written_out(path: str) -> str:
    """`about/index.html?p=12.html` as an address writes it: `about/?p=12`."""
    folder, _, name = path.rpartition("/")
    asked = ASKED.match(name)
    query = re.sub(r"\.html?$", "", asked["asked"]) if asked else ""
    name = ADDED.sub("", asked["name"] if asked else name)
    name = "" if START.fullmatch(name) else name
    there = quoted(f"{folder}/{name}" if folder else name)
    return f"{there}?{quoted(query, '=&%+[]/:,;@')}" if query else there


def quoted(text: str, kept: str = "/%@:,;+!$'()~") -> str:
    """As an address; what is written as %C3%A9 already stays, as do bytes that are no letters."""
    text = text if re.fullmatch(r"(?:[^%]|%[0-9A-Fa-f]{2})*", text) else text.replace("%", "%25")
    return quote(os.fsencode(unicodedata.normalize("NFC", text)), safe=kept)


def host_of(name: str) -> str:
    return re.sub(r"[+_](?=\d+$)", ":", name).lower()


def bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def scheme_of(host: str, claims: Mapping[str, str]) -> str:
    said = Counter(
        urlsplit(claim).scheme for claim in claims.values() if bare(urlsplit(claim).netloc) == bare(host_of(host))
    )
    return said.most_common(1)[0][0] if said else "http"


def common_folder(paths: list[str]) -> str:
    """The folder that holds all of them, with its `/`; "" for the top."""
    if not paths:
        return ""
    folder = os.path.commonprefix([f"{path.rpartition('/')[0]}/".lstrip("/") for path in paths])
    return folder[: folder.rfind("/") + 1]


class Finder:
    """The file that a link in one of the pages means, however its program wrote it down."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = set(paths)
        self.alike: dict[str, list[str]] = defaultdict(list)
        for path in self.paths:
            self.alike[alike(path)].append(path)

    def file_for(self, href: str, folder: str, root: str) -> str:
        """The path of the file, or "". `folder` inside is where the link counts from, `root` what it calls `/`."""
        parts = urlsplit(href)
        for way in ways(parts.path, parts.query, which_page(href)):
            start = root if way.startswith("/") else folder
            for written in (way, unquote(way)):
                path = posixpath.normpath(posixpath.join(start, written.lstrip("/")))
                if path in self.paths:
                    return path
                if len(found := self.alike.get(alike(path), [])) == 1:
                    return found[0]
        return ""


def ways(path: str, query: str, which: str) -> Iterator[str]:
    """Names that a file may have been saved under, the likeliest first. `?p=12` is a page of its own."""
    at_folder = not path or path.endswith("/") or posixpath.basename(path) in {".", ".."}
    starts = [f"{path.rstrip('/')}/{start}" if path else start for start in STARTS]
    if query:
        stem = starts[0] if at_folder else path
        yield from (f"{stem}{sign}{query}{ending}" for sign in "?@" for ending in (".html", "", ".htm"))
    if not which:
        yield from [path, f"{path}.html", f"{path}.htm"] if path and not at_folder else []
        yield from starts


def alike(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path)).casefold()
