"""Asking a server on the internet one thing: is this page there? One request at a time to each host, with a pause."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext

import certifi

from clinic.links.addresses import Address, NotAllowed, is_public

CONNECT_SECONDS = 5
# All of one request, so that a server that sends one letter a second holds nobody up.
REQUEST_SECONDS = 15
PAUSE_SECONDS = 2
TOO_SLOW = "The server did not answer in time."


class NoAnswer(Exception):
    """The server did not answer; the message says how, in words for staff."""


@dataclass(frozen=True)
class Answer:
    """`status` as in HTTP, `location` of a redirect, and the first bytes of the body where they were asked for.

    `kind` is the type of the body with its encoding, `later` what a busy server says of when to come again.
    """

    status: int
    location: str = ""
    body: bytes = b""
    kind: str = ""
    later: str = ""


def addresses_for(host: str, port: int) -> list[str]:
    """Every IP address (text) of `host`. However it is spelled, in decimal or octal too, these are what it means."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAnswer("There is no server of this name.") from None
    return [str(sockaddr[0]) for *_, sockaddr in found]


class Visitor:
    """Sends the requests. No cookies, no referrer, no name and password; the same few headers for everybody.

    `resolve(host, port)` gives a host's IP addresses, `permit(ip)` says whether one may be asked. The connection goes
    to the very address that was judged: a name that means something else a moment later changes nothing. `patience`
    are the seconds that one request may take, `REQUEST_SECONDS` where it is 0.
    """

    def __init__(
        self,
        agent: str,
        resolve: Callable[[str, int], list[str]] = addresses_for,
        permit: Callable[[str], bool] = is_public,
        sleep: Callable[[float], None] = time.sleep,
        pause: float = PAUSE_SECONDS,
        patience: float = 0,
    ) -> None:
        self.agent = agent
        self.resolve = resolve
        self.permit = permit
        self.sleep = sleep
        self.pause = pause
        self.patience = patience
        self.last_asked: dict[str, float] = {}

    def ask(self, address: Address, method: str = "HEAD", most_bytes: int = 0) -> Answer:
        """The Answer of `address`. Raises NotAllowed and NoAnswer."""
        ip = self.permitted_ip(address)
        self.wait_for(address.host)
        connection = connection_to(address, ip)
        watchdog = threading.Timer(self.patience or REQUEST_SECONDS, connection.abort)
        watchdog.start()
        try:
            answer = self.exchange(connection, address, method, most_bytes)
        except ssl.SSLCertVerificationError as error:
            raise NoAnswer("Its certificate is not valid: browsers warn of it.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer(connection.why(error)) from error
        finally:
            watchdog.cancel()
            connection.close()
            self.last_asked[address.host] = time.monotonic()
        if connection.was_aborted:
            raise NoAnswer(TOO_SLOW)
        return answer

    def permitted_ip(self, address: Address) -> str:
        ips = self.resolve(address.host, address.port)
        if not ips or not all(map(self.permit, ips)):
            raise NotAllowed("It leads into a private network, which visitors cannot reach.")
        return ips[0]

    def wait_for(self, host: str) -> None:
        """Nobody is asked twice within `pause` seconds."""
        since = time.monotonic() - self.last_asked.get(host, float("-inf"))
        if since < self.pause:
            self.sleep(self.pause - since)

    def exchange(self, connection: "Plain", address: Address, method: str, most_bytes: int) -> Answer:
        headers = {"Host": address.named_host, "User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        connection.request(method, address.target, headers=headers | {"Connection": "close"})
        response = connection.getresponse()
        body = response.read(most_bytes) if most_bytes else b""
        said = response.headers
        location, kind = said.get("Location", ""), said.get("Content-Type", "")
        return Answer(response.status, location, body, kind, said.get("Retry-After", ""))


def connection_to(address: Address, ip: str) -> "Plain":
    kind = Secure if address.scheme == "https" else Plain
    return kind(address.host, address.port, ip)


class Plain(http.client.HTTPConnection):
    """A connection to one IP address, whatever its host's name means."""

    def __init__(self, host: str, port: int, ip: str) -> None:
        super().__init__(host.strip("[]"), port, timeout=CONNECT_SECONDS)
        self.ip = ip
        self.was_aborted = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self.ip, self.port), self.timeout)

    def abort(self) -> None:
        """Cut the connection from another thread."""
        self.was_aborted = True
        if self.sock:
            with suppress(OSError):
                # Not the method of SSLSocket, which would take its state away from the thread that is reading.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def why(self, error: Exception) -> str:
        """What went wrong, in words for staff."""
        if self.was_aborted or isinstance(error, TimeoutError):
            return TOO_SLOW
        return "The server could not be reached, or broke off."


class Secure(Plain):
    def connect(self) -> None:
        super().connect()
        self.sock = trust().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()


@cache
def trust() -> SSLContext:
    """Whom we believe: the machine's own list of certificates, and certifi's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
