"""Is a link broken? One verdict on one address, after as few and as light requests as will do."""

import time
from dataclasses import dataclass

from clinic.links.addresses import Address, NotAllowed, address_of, moved_to
from clinic.links.others_robots_txt import Robots
from clinic.links.visiting import TOO_SLOW, Answer, NoAnswer, Visitor

FINE, FAILED, UNCLEAR = "fine", "failed", "unclear"
MOST_REDIRECTS = 5
# For all steps of one link: other jobs wait meanwhile.
LINK_SECONDS = 30
GONE = {404: "The page is not there (404).", 410: "The page was taken down (410)."}


@dataclass(frozen=True)
class Verdict:
    """`result` is FINE, FAILED or UNCLEAR; `words` say what happened, for staff. `answered`: some server replied."""

    result: str
    words: str = ""
    answered: bool = True


class Checker:
    """Looks at addresses for a Visitor that minds Robots."""

    def __init__(self, visitor: Visitor, robots: Robots) -> None:
        self.visitor = visitor
        self.robots = robots

    def check(self, url: str) -> Verdict:
        """The Verdict on `url`. Never raises."""
        try:
            return self.follow(address_of(url))
        except NotAllowed as error:
            return Verdict(FAILED, str(error))
        except NoAnswer as error:
            return Verdict(FAILED, str(error), answered=False)

    def follow(self, address: Address) -> Verdict:
        first, end = address, time.monotonic() + LINK_SECONDS
        for _ in range(MOST_REDIRECTS + 1):
            if time.monotonic() > end:
                return Verdict(FAILED, TOO_SLOW)
            if not self.robots.allow(address):
                return Verdict(UNCLEAR, f"{address.host} asks not to be checked by programs.")
            answer = self.look(address)
            if not is_redirect(answer):
                return judged(answer, first, address)
            address = moved_to(address, answer.location)
        return Verdict(FAILED, f"It is redirected more than {MOST_REDIRECTS} times.")

    def look(self, address: Address) -> Answer:
        """HEAD, the lightest question; where that is not welcome or says no, GET without the body."""
        answer = self.visitor.ask(address, "HEAD")
        if 200 <= answer.status < 400 or answer.status == 429:
            return answer
        return self.visitor.ask(address, "GET")


def is_redirect(answer: Answer) -> bool:
    return answer.status in (301, 302, 303, 307, 308) and bool(answer.location)


def judged(answer: Answer, first: Address, last: Address) -> Verdict:
    """What this last answer means. A server that will not talk to programs may well talk to patients."""
    if 200 <= answer.status < 300:
        return Verdict(FINE, f"Now at {last}" if last != first else "")
    if answer.status in GONE:
        return Verdict(FAILED, GONE[answer.status])
    if answer.status >= 500 and answer.status < 600:
        return Verdict(FAILED, f"The server has a fault ({answer.status}).")
    return Verdict(UNCLEAR, f"The server does not let programs look ({answer.status}).")
