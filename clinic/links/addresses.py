"""Which addresses may be asked at all. Pure rules: nothing here opens a connection."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

DEFAULT_PORTS = {"http": 80, "https": 443}
# Not everything here is private by the standard library: some carry another address inside, some are only assigned.
REFUSED = [
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64")
    + ("2001::/23", "2002::/16", "fec0::/10")
]


class NotAllowed(Exception):
    """This address is not to be asked; the message says why, in words for staff."""


@dataclass(frozen=True)
class Address:
    """A web address taken apart. `target` is path and query; what follows a # stays with us."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.named_host}"

    @property
    def named_host(self) -> str:
        """As in the Host header: with the port only where it is not the usual one."""
        return self.host if self.port == DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def address_of(text: str) -> Address:
    """The Address in `text`. Raises NotAllowed for what is not plain http or https, or carries a name and password."""
    try:
        parts = parse_url(text.strip())
    except LocationParseError:
        raise NotAllowed("This is not a web address.") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise NotAllowed("Only addresses that begin with http:// or https:// can be checked.")
    if parts.auth:
        raise NotAllowed("The address holds a name or password.")
    if not parts.host or any(character.isspace() or not character.isprintable() for character in parts.host):
        raise NotAllowed("The address names no server.")
    target = parts.path or "/"
    return Address(
        parts.scheme,
        parts.host,
        parts.port or DEFAULT_PORTS[parts.scheme],
        f"{target}?{parts.query}" if parts.query else target,
    )


def moved_to(address: Address, location: str) -> Address:
    """The Address that a redirect from `address` leads to. Raises NotAllowed."""
    try:
        return address_of(urljoin(str(address), location))
    except ValueError:
        raise NotAllowed("It is redirected to what is not a web address.") from None


def is_public(ip: str) -> bool:
    """Whether this IP address (text) is one of the open internet, and not ours, a neighbour's or a trick.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    try:
        found = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if found.version == 6 and found.ipv4_mapped:
        found = found.ipv4_mapped
    if any(found in block for block in REFUSED):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
