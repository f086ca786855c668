"""An old site brought the ways people bring it: copied by wget or HTTrack, saved in a browser, zipped, or served."""

import hashlib
import posixpath
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from tests.home.site_import.ledger import Answer, OldSite

HREF = re.compile(rb"(?<=\s)((?:href|src|HREF|SRC|background)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>\"']+)")
NOT_SAVED = {"/robots.txt", "/wp-sitemap.xml", "/wp-sitemap-posts-page-1.xml"}


def write_folder(site: OldSite, root: Path, windows: bool = False, converted: bool = True) -> Path:
    """As `wget --mirror --convert-links --adjust-extension` does; what redirects is saved under its first name."""
    names = {path: wget_name(path, site.answers[path], windows) for path in site.answers if path not in NOT_SAVED}
    for path, name in names.items():
        answer = end_of(site, path)
        if answer and answer.status == 200:
            file = root / site.host.replace(":", "+" if windows else ":") / name
            file.parent.mkdir(parents=True, exist_ok=True)
            is_page = answer.kind.startswith("text/html") and converted
            file.write_bytes(leading_to(answer.body, path, name, site, names) if is_page else answer.body)
    return root


def wget_name(path: str, answer: Answer, windows: bool) -> str:
    parts = urlsplit(path)
    name = unquote(parts.path).lstrip("/") if not windows else parts.path.lstrip("/")
    name = f"{name}index.html" if not name or name.endswith("/") else name
    name += f"{'@' if windows else '?'}{parts.query}" if parts.query else ""
    adjusted = answer.kind.startswith("text/html") and not name.lower().endswith((".html", ".htm"))
    return f"{name}.html" if adjusted else name


def end_of(site: OldSite, path: str) -> Answer | None:
    for _ in range(5):
        answer = site.answers.get(path)
        if not answer or not answer.location:
            return answer
        if not answer.location.startswith(site.base):
            return None
        path = answer.location.removeprefix(site.base)
    return None


def leading_to(body: bytes, path: str, name: str, site: OldSite, names: dict[str, str]) -> bytes:
    """The page with its links turned to the files beside it."""

    def turned(found: re.Match[bytes]) -> bytes:
        said = found[2].strip(b"\"'").decode("latin-1")
        full = urljoin(site.base + path, said.replace("&amp;", "&"))
        there, _, fragment = full.removeprefix(site.base).partition("#")
        to = names.get(there) or names.get(quote(there, safe="/%?=&")) or names.get(unquote(there))
        if not full.startswith(site.base) or not to or (said.startswith("#")):
            return found[0]
        local = quote(posixpath.relpath(to, posixpath.dirname(name) or "."))
        return found[1] + f'"{local}{"#" + fragment if fragment else ""}"'.encode("latin-1")

    return HREF.sub(turned, body)


def write_httrack(site: OldSite, root: Path) -> Path:
    """As HTTrack does: a comment with the address, four letters for a question mark, pages that send on."""
    names: dict[str, str] = {}
    for path in site.answers:
        if path not in NOT_SAVED:
            name = httrack_name(path, site.answers[path])
            stem, dot, ending = name.rpartition(".")
            names[path] = f"{stem}-2{dot}{ending}" if name in names.values() else name
    for path, name in names.items():
        answer = site.answers[path]
        file = root / site.host / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if answer.location:
            to = names.get(answer.location.removeprefix(site.base))
            local = quote(posixpath.relpath(to, posixpath.dirname(name) or ".")) if to else answer.location
            file.write_text(MOVED.format(to=local, where=f"{site.host}{path}"))
        elif answer.kind.startswith("text/html"):
            body = leading_to(answer.body, path, name, site, names)
            file.write_bytes(
                re.sub(rb"(<html[^>]*>)", rb"\1" + mirrored(site, path), body, count=1, flags=re.IGNORECASE)
            )
        else:
            file.write_bytes(answer.body)
    (root / "hts-cache").mkdir(parents=True)
    (root / "hts-cache" / "new.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (root / "hts-log.txt").write_text("HTTrack3.49-2 launched\n")
    (root / "backblue.gif").write_bytes(b"GIF89a")
    (root / "index.html").write_text(INDEX.format(host=site.host))
    return root


def httrack_name(path: str, answer: Answer) -> str:
    parts = urlsplit(path)
    name = unquote(parts.path).lstrip("/")
    name = f"{name}index.html" if not name or name.endswith("/") else name
    stem, dot, ending = name.rpartition(".")
    if parts.query:
        stem += hashlib.md5(parts.query.encode(), usedforsecurity=False).hexdigest()[:4]
    return (
        f"{stem}.html" if answer.kind.startswith("text/html") and ending in {"php", "cgi"} else f"{stem}{dot}{ending}"
    )


def mirrored(site: OldSite, path: str) -> bytes:
    comment = f"\n<!-- Mirrored from {site.host}{path} by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 01 May 2024 10:00:00 GMT -->\n"
    added = '<!-- Added by HTTrack --><meta http-equiv="content-type" content="text/html;charset={}" /><!-- /Added by HTTrack -->'
    charset = site.answers[path].kind.partition("charset=")[2]
    return (comment + (added.format(charset) if charset else "")).encode()


MOVED = """<HTML>
<!-- Mirrored from {where} by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 01 May 2024 10:00:00 GMT -->
<!-- Added by HTTrack --><meta http-equiv="content-type" content="text/html;charset=UTF-8" /><!-- /Added by HTTrack -->
<HEAD><TITLE>Page has moved</TITLE>
<META HTTP-EQUIV="Refresh" CONTENT="0; URL={to}">
</HEAD>
<BODY>
<A HREF="{to}"><h3>Click here...</h3></A>
</BODY>
</HTML>
"""
INDEX = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Local index - HTTrack Website Copier</title></head><body><h1>HTTrack Website Copier - Open Source offline browser</h1>
<p>Index of locally available sites:</p><a href="{host}/index.html">{host}</a></body></html>
"""


def write_saved_in_browser(site: OldSite, paths: list[str], root: Path) -> Path:
    """As “Save page as, complete” does: the title is the file's name, its pictures lie beside it, links are in full."""
    for path in paths:
        answer = site.answers[path]
        title = re.search(rb"<title>(.*?)</title>", answer.body, re.IGNORECASE)
        name = title[1].decode("utf-8", "replace").replace("&#8211;", "–").strip() if title else "page"
        beside = root / f"{name}_files"
        beside.mkdir(parents=True, exist_ok=True)
        address = site.base + path

        def turned(found: re.Match[bytes], address: str = address, beside: Path = beside) -> bytes:
            full = urljoin(address, found[2].strip(b"\"'").decode("latin-1"))
            if found[1].lower().startswith(b"src") and full in site.files:
                file = beside / posixpath.basename(unquote(urlsplit(full).path))
                file.write_bytes(site.files[full])
                return found[1] + f'"./{quote(beside.name)}/{quote(file.name)}"'.encode()
            return found[1] + f'"{full}"'.encode("latin-1")

        body = HREF.sub(turned, answer.body)
        comment = f"<!-- saved from url=({len(address):04d}){address} -->\n".encode()
        (root / f"{name}.html").write_bytes(re.sub(rb"(<html)", comment + rb"\1", body, count=1, flags=re.IGNORECASE))
        (beside / "saved_resource.html").write_text("<html><body><p>An advert</p></body></html>")
        (beside / "style.css").write_text("body{}")
    return root


def write_zip(folder: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside in sorted(folder.rglob("*")):
            if inside.is_file():
                archive.write(inside, inside.relative_to(folder))
        archive.writestr("__MACOSX/._index.html", b"\0\5\x16\x07")
        archive.writestr(".DS_Store", b"\0\0\0\1Bud1")
    return file


@contextmanager
def served(made: Callable[[str], OldSite], host: str) -> Iterator[tuple[OldSite, list[str]]]:
    """The site on loopback, under the name that only `visitor` of the tests knows, and a list of what was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = site.answer_to(self.path) or Answer(
                404, b"<html><body class='error404'><h1>Nothing here</h1></body></html>"
            )
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(answer.body)

        do_HEAD = do_GET

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = made(f"http://{host}:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site, asked
    finally:
        server.shutdown()
        server.server_close()
