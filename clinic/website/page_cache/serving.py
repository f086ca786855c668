"""Before everything else: a published page that is finished is handed out at once, database or not."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from clinic.ops.launching.kept_pages import folder_of_pages
from clinic.site.until_content_changes import VERSION
from clinic.website.page_cache.change_watch import AWAY, Watch
from clinic.website.page_cache.finished_page import FinishedPage, answer
from clinic.website.page_cache.forgetting import Forgetting
from clinic.website.page_cache.store import DAY, EVERYTHING, Store

# Made again after this long even where nothing was noted.
LONGEST = 3600
# A process that has not seen the content for so long does not know what is right.
BLIND = 10
IN_MEMORY, ON_DISK = 48 * 1024 * 1024, 1024 * 1024 * 1024
SAFE = ("GET", "HEAD")
# What the application finds in `environ`, beside the version of the content: that its answer may be kept.
KEEPING = "clinic.keeping"

StartResponse = Callable[..., Any]


def may_be_kept(response: HttpResponse, page: int = EVERYTHING) -> HttpResponse:
    """Says of an answer that it is the same for every visitor; `page` whose words it holds. Nothing else is kept."""
    response.kept_page = page  # type: ignore[attr-defined]
    return response


class FromMemory:
    """The WSGI application of the public site, with `application` behind it."""

    def __init__(self, application: Callable[..., Any], release: str = "") -> None:
        self.application, self.release = application, release
        self.hosts = {urlsplit(settings.SITE_URL).netloc.lower(), *settings.ALLOWED_HOSTS}
        self.store = Store(folder_of_pages(), IN_MEMORY, ON_DISK)
        self.watch = Watch(Forgetting(self.store).changed)
        self.turns: dict[str, threading.Lock] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.watch.begin()
        environ = environ | {AWAY: self.watch.is_away, VERSION: self.version if self.can_see() else ""}
        # The site has none of its own; those of other sites of the same domain are nothing to it.
        environ.pop("HTTP_COOKIE", None)
        key = self.key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        if page := self.found(key):
            return self.handed_out(page, environ, start_response)
        with self.turn(key):
            made = self.found(key) or self.made(key, environ, start_response)
        return self.handed_out(made, environ, start_response) if isinstance(made, FinishedPage) else made

    def at_once(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], Iterable[bytes]] | None:
        """A page that is in memory and right; None where anything has to be waited for. From any thread."""
        if not self.watch.first_look.is_set():
            return None
        self.watch.begin()
        key = self.key_of(environ)
        page = self.store.held(key) if key else None
        return self.told(page, environ) if page and self.is_right(page) else None

    def key_of(self, environ: dict[str, Any]) -> str | None:
        """What tells the answer to this request from others; None where it may depend on anything else."""
        if (
            environ["REQUEST_METHOD"] not in SAFE
            or environ.get("QUERY_STRING")
            or "HTTP_AUTHORIZATION" in environ
            or "HTTP_RANGE" in environ
        ):
            return None
        host = environ.get("HTTP_HOST", "").lower()
        # Otherwise each way to write a port would be a page of its own, and take the room of others.
        if host not in self.hosts:
            return None
        told = settings.SECURE_PROXY_SSL_HEADER
        scheme = environ.get(told[0], "") if told else environ.get("wsgi.url_scheme", "")
        return f"{scheme} {host} {environ.get('PATH_INFO', '')}"

    def found(self, key: str) -> FinishedPage | None:
        """The finished page, if it is right as far as can be known now."""
        page = self.store.get(key)
        if page and not self.is_right(page):
            page = self.store.take_up(key) or page  # another process may have made it again
        return page if page and self.is_right(page) else None

    def is_right(self, page: FinishedPage) -> bool:
        if self.watch.is_away:
            # What another release made names styles that are gone.
            return page.version.startswith(self.release) and self.right_until(page) > time.time() - DAY
        return page.version == self.version and page.made > time.time() - LONGEST and self.can_see()

    def can_see(self) -> bool:
        return self.watch.seen_at > time.time() - BLIND and not self.watch.is_away

    @property
    def version(self) -> str:
        return self.release + self.watch.version

    def right_until(self, page: FinishedPage) -> float:
        """When it was known for the last time that the page says what is published."""
        return max(page.made, self.watch.seen_at if page.version == self.version else 0)

    def made(self, key: str, environ: dict[str, Any], start_response: StartResponse) -> FinishedPage | Iterable[bytes]:
        """The page, which is finished from now on; else the answer that is not to be kept."""
        version, began, started = self.version, time.time(), []
        response = self.application(environ | {KEEPING: True}, lambda *told: started.append(told))
        status, headers = started[-1][0], started[-1][1]
        if self.watch.is_away and status.startswith("503") and (page := self.found(key)):
            response.close()
            return page
        if not is_for_everybody(response, headers) or self.watch.is_away or not self.watch.version:
            start_response(*started[-1])
            return response
        page = FinishedPage.of(response.kept_page, version, began, headers, response.content)
        response.close()
        self.store.put(key, page)
        return page

    def handed_out(self, page: FinishedPage, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        status, headers, body = self.told(page, environ)
        start_response(status, headers)
        return body

    def told(self, page: FinishedPage, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        accepted, known = environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", "")
        as_of = self.right_until(page) if self.watch.is_away else None
        return answer(page, accepted, known, environ["REQUEST_METHOD"] == "HEAD", as_of)

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """However many ask for a page that is not finished, one of them has it made and the others wait for that."""
        lock = self.turns.setdefault(key, threading.Lock())
        try:
            with lock:
                yield
        finally:
            self.turns.pop(key, None)


def is_for_everybody(response: Any, headers: list[tuple[str, str]]) -> bool:
    """Whether the view said so, and nothing in the answer says otherwise."""
    told = {name.lower(): value.lower() for name, value in headers}
    return (
        getattr(response, "kept_page", None) is not None
        and response.status_code == 200
        and "set-cookie" not in told
        and "content-encoding" not in told
        and told.get("vary", "accept-encoding") == "accept-encoding"
        and not any(word in told.get("cache-control", "") for word in ("private", "no-store", "no-cache"))
    )
