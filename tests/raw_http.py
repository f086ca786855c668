"""HTTP as no browser sends it: bytes on a socket, and what came back."""

import socket
import time
from contextlib import suppress

HEAD = "HTTP/1.1\r\nHost: localhost\r\n"


def opened(port, address="127.0.0.1"):
    """A connection from one of this machine's addresses."""
    return socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(address, 0))


def said(port, request, seconds=20, address="127.0.0.1"):
    """Everything that is answered to these bytes until the line ends, or nothing more comes for `seconds`."""
    heard = b""
    with opened(port, address) as line, suppress(OSError):
        line.settimeout(seconds)
        line.sendall(request)
        while part := line.recv(65536):
            heard += part
    return heard


def status(answer):
    """Of the first answer in it; 0 where the line ended without one."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def get(port, path, address="127.0.0.1", headers=""):
    """(status, seconds it took, the whole answer)"""
    began = time.monotonic()
    answer = said(port, f"GET {path} {HEAD}{headers}Connection: close\r\n\r\n".encode(), address=address)
    return status(answer), time.monotonic() - began, answer


def post(path, length, body="", more=""):
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    return f"POST {path} {HEAD}{kind}{more}Content-Length: {length}\r\n\r\n{body}".encode()
