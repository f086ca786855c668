"""What an old website made for a test consists of: what its server answers, and what is true of each page."""

import io
import re
from dataclasses import dataclass, field

from PIL import Image

LINK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


@dataclass(frozen=True)
class Truth:
    """What has to be true of a page once it is here. `links` lead from words to the old address in full."""

    address: str
    title: str
    sentences: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    pictures: dict[str, str] = field(default_factory=dict)
    kind: str = "page"
    published: str = ""
    is_linked: bool = True


@dataclass(frozen=True)
class Answer:
    """What the old server says to an address."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=UTF-8"
    location: str = ""


@dataclass
class OldSite:
    """`answers` by path and query. `ways` lead from addresses to where they only send readers on.

    `furniture` are words that stand around the text of every page, `empty` addresses of pages that say nothing.
    """

    base: str
    answers: dict[str, Answer] = field(default_factory=dict)
    truths: dict[str, Truth] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    source: object = None
    cares_for_capitals: bool = True

    def answer_to(self, path: str) -> Answer | None:
        if self.cares_for_capitals or path in self.answers:
            return self.answers.get(path)
        return next((answer for known, answer in self.answers.items() if known.lower() == path.lower()), None)

    @property
    def host(self) -> str:
        return self.base.partition("://")[2]

    def add_file(self, path: str, data: bytes, kind: str) -> None:
        self.files[self.base + path] = data
        self.answers[path] = Answer(200, data, kind)

    def move(self, path: str, to: str, status: int = 301) -> None:
        self.answers[path] = Answer(status, location=to if "://" in to else self.base + to)
        self.ways[self.base + path] = to if "://" in to else self.base + to


def picture(words: str, size: tuple[int, int] = (320, 200), kind: str = "JPEG") -> bytes:
    """A picture that no other words give."""
    number = sum(ord(letter) * (place + 7) for place, letter in enumerate(words))
    image = Image.new("RGB", size, (number % 256, number // 3 % 256, number // 7 % 256))
    image.paste((250, 250, 250), (10, 10, 10 + number % 200, 60))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def pdf(words: str) -> bytes:
    stream = f"BT /F1 18 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out))  # fmt: skip


def plain(text: str) -> str:
    """Without the marks of links."""
    return LINK.sub(lambda found: found[1], text)


def sentences_about(topic: str, number: int, start: int = 0) -> list[str]:
    """Sentences that stand on no other page."""
    made = [
        f"Most people who come to us for {topic} have been in pain for longer than they wanted to wait.",
        f"Your first visit for {topic} takes about {30 + len(topic)} minutes, and nobody will hurry you.",
        f"Please bring the names of your medicines and any letters about {topic} from other clinics.",
        f"You may bring somebody with you when we talk about {topic}; many people do.",
        f"We write down what we agreed on {topic} and give you a copy before you leave.",
        f"If plans for {topic} have to change, call us and we find another day.",
        f"Not everything about {topic} is known, and we say so when we do not know.",
        f"A nurse rings you in the week after {topic} to hear how you are.",
        f"“What if {topic} is not for me?” is a question we like: there are other ways.",
        f"The room for {topic} is on the ground floor & has a wide door.",
    ]
    return [made[(start + place) % len(made)] for place in range(number)]
