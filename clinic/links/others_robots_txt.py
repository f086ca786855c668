"""What a server asks of programs like ours."""

from urllib.robotparser import RobotFileParser

from django.core.cache.backends.base import BaseCache

from clinic.links.addresses import Address, NotAllowed, moved_to
from clinic.links.visiting import Answer, NoAnswer, Visitor

# RFC 9309: read at least so much, keep it at most so long, follow so many redirects.
MOST_BYTES = 500 * 1024
KEPT_SECONDS = 24 * 3600
MOST_STEPS = 5
ALLOW_ALL, DISALLOW_ALL = "", "User-agent: *\nDisallow: /"


class Robots:
    """Reads and remembers robots.txt files. `memory` has `get(key)` and `set(key, value, seconds)`."""

    def __init__(self, visitor: Visitor, memory: BaseCache) -> None:
        self.visitor = visitor
        self.memory = memory

    def allow(self, address: Address) -> bool:
        """Whether our visitor may ask for `address`. Raises NoAnswer where nobody answers at that server."""
        return self.rules_for(address).can_fetch(self.visitor.agent, str(address))

    def rules_for(self, address: Address) -> RobotFileParser:
        rules = RobotFileParser()
        rules.parse(self.text_for(address).splitlines())
        return rules

    def text_for(self, address: Address) -> str:
        key = f"robots.txt:{address.origin}"
        text = self.memory.get(key)
        if text is None:
            text = self.read(moved_to(address, "/robots.txt"))
            self.memory.set(key, text, KEPT_SECONDS)
        return text

    def read(self, address: Address) -> str:
        """The text. Where the server cannot say, it is taken to mind; where it has none, not to."""
        answer = self.visitor.ask(address, "GET", MOST_BYTES)
        try:
            for _ in range(MOST_STEPS):
                if not (300 <= answer.status < 400 and answer.location):
                    return text_of(answer)
                address = moved_to(address, answer.location)
                answer = self.visitor.ask(address, "GET", MOST_BYTES)
        except (NotAllowed, NoAnswer):
            return ALLOW_ALL
        return ALLOW_ALL


def text_of(answer: Answer) -> str:
    if answer.status >= 500 or answer.status in (401, 403, 429):
        return DISALLOW_ALL
    return answer.body.decode("utf-8", "replace") if answer.status == 200 else ALLOW_ALL
