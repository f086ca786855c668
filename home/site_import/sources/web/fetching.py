"""Asking the site for one address: as it wishes to be asked, again where it was busy, never more than one at a time."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from clinic.links.addresses import Address, NotAllowed, moved_to
from clinic.links.others_robots_txt import Robots
from clinic.links.visiting import Answer, NoAnswer, Visitor
from home.site_import.sources.web.frontier import key_for

BUSY = {429, 503}
MOST_TRIES = 3
LONGEST_WAIT = 60
USUAL_WAIT = 5
# A site may ask for more time between two requests; nobody would wait for more than that.
LONGEST_PAUSE = 20
MOST_MOVES = 5
NOT_WELCOME = "The website's robots.txt asks programs not to read it."


@dataclass(frozen=True)
class Reply:
    """`address` is where the answer came from: the one asked for, but for https, www and a slash at its end."""

    address: Address
    answer: Answer


class Asker:
    def __init__(self, visitor: Visitor, robots: Robots) -> None:
        self.visitor = visitor
        self.robots = robots
        self.usual_pause = visitor.pause

    def greet(self, address: Address) -> list[str]:
        """Read how the site wishes to be read. The sitemaps it names. Raises NoAnswer, NotAllowed."""
        rules = self.robots.rules_for(address)
        delay = float(str(rules.crawl_delay(self.visitor.agent) or 0))
        self.visitor.pause = max(self.usual_pause, min(delay, LONGEST_PAUSE))
        return list(rules.site_maps() or [])

    def ask(self, address: Address, most_bytes: int) -> Reply:
        """Raises NoAnswer, and NotAllowed with a sentence."""
        for _ in range(MOST_MOVES):
            if not self.robots.allow(address):
                raise NotAllowed(NOT_WELCOME)
            answer = self.patiently(address, most_bytes)
            if not is_move(answer):
                break
            to = moved_to(address, answer.location)
            if key_for(str(to)) != key_for(str(address)) or str(to) == str(address):
                return Reply(address, replace(answer, location=str(to)))
            address = to
        return Reply(address, answer)

    def patiently(self, address: Address, most_bytes: int) -> Answer:
        """Where the site is busy or does not answer, once or twice again after a while."""
        for wait in self.waits():
            try:
                answer = self.visitor.ask(address, "GET", most_bytes)
            except NoAnswer:
                self.visitor.sleep(wait)
                continue
            if answer.status not in BUSY:
                return answer
            self.visitor.sleep(min(seconds(answer.later, wait), LONGEST_WAIT))
        return self.visitor.ask(address, "GET", most_bytes)

    def waits(self) -> Iterator[float]:
        """Seconds, longer each time; none where nobody pauses."""
        for number in range(1, MOST_TRIES):
            yield USUAL_WAIT * number if self.visitor.pause else 0


def is_move(answer: Answer) -> bool:
    return answer.status in {301, 302, 303, 307, 308} and bool(answer.location)


def seconds(said: str, otherwise: float) -> float:
    with suppress(ValueError):
        return max(0.0, float(said))
    return otherwise
