"""The clinic's application behind a server that speaks ASGI: whoever sends or reads slowly keeps nobody else waiting.

Each worker makes one answer at a time, in one thread (docs/decisions/0068-slow-clients-wait-at-the-door.md). A request
is handed to it when all of it is there, and sent to whoever asked at their own speed, both beside it.
"""

import asyncio
import io
import logging
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, NamedTuple
from urllib.parse import unquote_to_bytes

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[dict[str, Any]], Awaitable[Any]]

# As large as any form of a visitor: read before the clinic is asked. More is read when it wants it.
READ_AHEAD = 256 * 1024
# All headers together; browsers and proxies send a few.
MOST_HEADERS = 32 * 1024
# Seconds in which a body has to arrive, and bytes a second besides; in which each block of an answer has to be taken.
PATIENCE, SLOWEST, TO_BE_TAKEN = 10, 16 * 1024, 30
BLOCK, IN_MEMORY = 64 * 1024, 1024 * 1024

# What is finished and in memory needs no turn: each is given the environ, and answers with status, headers and body.
# Called beside the thread, so it may wait for nothing.
AT_ONCE: list[Callable[[dict[str, Any]], tuple[str, list[tuple[str, str]], Iterable[bytes]] | None]] = []

log = logging.getLogger(__name__)


class Refused(Exception):
    """With this status, before the clinic is asked."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    # A file is sent from where it stands, and closed.
    body: bytes | IO[bytes]


class Door:
    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        # The same one for ever, with its connection to the database.
        self.thread = ThreadPoolExecutor(1, "clinic")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        with suppress(ConnectionError):  # Whoever asked has gone.
            await sent(send, await self.answer(scope, receive))

    async def answer(self, scope: Scope, receive: Receive) -> Answer:
        try:
            environ = environ_of(scope) | {"wsgi.input": await body_of(scope, receive)}
        except Refused as refused:
            return Answer(refused.status, [("Server", ""), ("Connection", "close"), ("Cache-Control", "no-store")], b"")
        if told := next(filter(None, (finished(environ) for finished in AT_ONCE)), None):
            status, headers, body = told
            return Answer(int(status[:3]), [*headers, ("Server", "")], b"".join(body))
        return await asyncio.get_running_loop().run_in_executor(self.thread, self.made, environ)

    def made(self, environ: dict[str, Any]) -> Answer:
        """What the application answers, whole, or as a file."""
        told: list[tuple[int, list[tuple[str, str]]]] = []
        try:
            result = self.application(environ, lambda status, headers, *_: told.append((int(status[:3]), headers)))
            try:
                body = whole(result)
            finally:
                close = getattr(result, "close", None)
                if close:
                    close()
            status, headers = told[-1]
            return Answer(status, headers, body)
        except Exception:
            log.exception("A request could not be answered")
            return Answer(500, [("Server", "")], b"")


# What was sent --------------------------------------------------------------------------------------------------------


def environ_of(scope: Scope) -> dict[str, Any]:
    """The request as WSGI says it."""
    return fields_of(scope["headers"]) | {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": scope["server"][0],
        "SERVER_PORT": str(scope["server"][1]),
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileHere,
    }


def fields_of(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, Any]:
    """Names with "_" are left out: they would read like those with "-", which a proxy of ours looks after."""
    fields: dict[str, Any] = {}
    if sum(len(name) + len(value) for name, value in headers) > MOST_HEADERS:
        raise Refused(431)
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").upper(), raw_value.decode("latin-1")
        if "_" in name:
            continue
        key = name.replace("-", "_") if name in ("CONTENT-TYPE", "CONTENT-LENGTH") else f"HTTP_{name.replace('-', '_')}"
        between = ";" if name == "COOKIE" else ","
        fields[key] = f"{fields[key]}{between}{value}" if key in fields else value
    return fields


async def body_of(scope: Scope, receive: Receive) -> IO[bytes]:
    """All that was sent, where it is no more than a form; else a file that waits for it while it is read."""
    told = {name.lower(): value for name, value in scope["headers"]}
    if b"transfer-encoding" in told:  # No browser sends a form of a length that it does not know.
        raise Refused(411)
    length = told.get(b"content-length", b"0")
    if not length.isdigit() or length == b"0":
        return io.BytesIO()
    body = Incoming(receive, int(length[:20]))
    if body.length > READ_AHEAD:
        return io.BufferedReader(body, BLOCK)
    try:
        async with asyncio.timeout_at(body.ends):
            return io.BytesIO(b"".join([part async for part in body.parts()]))
    except TimeoutError:
        raise Refused(408) from None


class Incoming(io.RawIOBase):
    """A body that is still on its way."""

    def __init__(self, receive: Receive, length: int) -> None:
        self.receive, self.length, self.loop = receive, length, asyncio.get_running_loop()
        self.ends = self.loop.time() + PATIENCE + length / SLOWEST
        self.rest, self.is_over = b"", False

    async def part(self) -> bytes:
        """The next of it; nothing at its end. ConnectionError where whoever sent it has gone, or sent what is none."""
        message = await self.receive()
        if message["type"] != "http.request":
            raise ConnectionError
        self.is_over = not message.get("more_body")
        return bytes(message.get("body", b""))

    async def parts(self) -> Any:
        while not self.is_over:
            yield await self.part()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """From the thread that makes answers, which waits no longer than `ends`."""
        while not self.rest and not self.is_over:
            left = max(0, self.ends - self.loop.time())
            coming = asyncio.run_coroutine_threadsafe(asyncio.wait_for(self.part(), left), self.loop)
            self.rest = coming.result(left + PATIENCE)
        taken = self.rest[: len(buffer)]
        buffer[: len(taken)], self.rest = taken, self.rest[len(taken) :]
        return len(taken)


# What is answered -----------------------------------------------------------------------------------------------------


class FileHere:
    """A file that is the whole answer (`wsgi.file_wrapper`)."""

    def __init__(self, file: Any, size: int = BLOCK) -> None:
        self.file, self.size = file, size

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.size), b"")

    def close(self) -> None:
        self.file.close()


def whole(result: Any) -> bytes | IO[bytes]:
    """An answer that is made while it is read is put aside on the disk: its reader may be slow."""
    if isinstance(result, FileHere):
        with suppress(AttributeError, OSError):
            return os.fdopen(os.dup(result.file.fileno()), "rb")
    if not isinstance(result, FileHere) and not getattr(result, "streaming", False):
        return b"".join(result)
    aside = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed when it is sent
    aside.writelines(result)
    aside.seek(0)
    return aside


async def sent(send: Send, answer: Answer) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if isinstance(answer.body, bytes):
        await send({"type": "http.response.body", "body": answer.body})
        return
    with answer.body as file, suppress(TimeoutError):
        while block := file.read(BLOCK):
            message = {"type": "http.response.body", "body": block, "more_body": True}
            await asyncio.wait_for(send(message), TO_BE_TAKEN)
        await send({"type": "http.response.body", "body": b""})
