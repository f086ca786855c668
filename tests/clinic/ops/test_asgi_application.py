"""A page that is finished waits for nobody: it is answered while the worker makes another."""

import asyncio
import threading

from clinic.ops.launching import asgi_application


def request(path):
    server = {"server": ("localhost", 80), "client": ("127.0.0.1", 5), "scheme": "http", "http_version": "1.1"}
    asked = {"method": "GET", "raw_path": path.encode(), "query_string": b"", "headers": [(b"host", b"localhost")]}
    return {"type": "http"} | server | asked


async def read(application, path):
    """Status, headers and body of the answer."""
    said = []

    async def send(message):
        said.append(message)

    await application(request(path), None, send)
    return said[0]["status"], dict(said[0]["headers"]), b"".join(one.get("body", b"") for one in said)


def test_a_finished_page_is_answered_while_another_is_made(monkeypatch):
    goes_on = threading.Event()

    def slow(environ, start_response):
        goes_on.wait(30)
        start_response("200 OK", [])
        return [b"made"]

    def finished(environ):
        return ("200 OK", [("ETag", "a")], [b"kept"]) if environ["PATH_INFO"] == "/kept/" else None

    monkeypatch.setattr(asgi_application, "AT_ONCE", [finished])

    async def two_visitors():
        application = asgi_application.Door(slow)
        waiting = asyncio.create_task(read(application, "/made/"))
        kept = await asyncio.wait_for(read(application, "/kept/"), 20)
        goes_on.set()
        return kept, await waiting

    kept, made = asyncio.run(two_visitors())
    assert kept == (200, {b"ETag": b"a", b"Server": b""}, b"kept")
    assert made[0] == 200 and made[2] == b"made"
