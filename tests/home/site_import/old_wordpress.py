"""What stood on the pages of a clinic's WordPress site, and how its theme and its plugins wrote it down."""

import re
from dataclasses import dataclass, field
from html import escape

from tests.home.site_import.ledger import LINK, plain, sentences_about


@dataclass
class Post:
    """A page or post as WordPress keeps it. `items` are what stands on it, `editor` is what it was written with."""

    number: int
    path: str
    title: str
    items: list = field(default_factory=list)
    kind: str = "page"
    editor: str = "blocks"
    day: str = "2023-04-18"
    status: str = "publish"
    password: str = ""
    old_slug: str = ""

    @property
    def slug(self) -> str:
        return self.path.strip("/").rpartition("/")[2] or "home"


@dataclass(frozen=True)
class P:
    text: str


@dataclass(frozen=True)
class H:
    text: str
    level: int = 2


@dataclass(frozen=True)
class L:
    items: tuple
    numbered: bool = False


@dataclass(frozen=True)
class QA:
    pairs: tuple


@dataclass(frozen=True)
class Img:
    file: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Gallery:
    files: tuple


@dataclass(frozen=True)
class Pdf:
    words: str
    file: str


@dataclass(frozen=True)
class T:
    rows: tuple


@dataclass(frozen=True)
class Twin:
    """The same words once for phones and once for large screens."""

    text: str


SERVICES = (
    "nerve blocks",
    "spinal cord stimulation",
    "physical therapy",
    "mirror therapy",
    "ketamine infusions",
    "pain coaching",
)
CONDITIONS = ("complex regional pain", "sciatica", "shingles pain", "neck pain", "pain after surgery")
POSTS = (
    "our new ramp",
    "flu season",
    "a longer day on Tuesdays",
    "what to eat before a scan",
    "the walking group",
    "parking works",
)


def slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.lower()).strip("-")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def posts_of_the_clinic() -> list[Post]:
    """All that is published: a ring of links runs through the services and through the conditions."""
    made = [
        Post(2, "/", "Home", [
            P("Willow Pain Clinic helps people whose pain has stayed. " + sentences_about("a first talk", 1)[0]),
            P("Read [[what we do|/services/]], look at [[frequent questions|/faq/]] or [[write to us|/contact/]]."),
            Img("2022/11/front-door.jpg", "Our front door, without steps"),
            Twin("Call 555-0134 between eight and four, Monday to Friday."),
        ]),
        Post(5, "/about/", "About us", [
            *map(P, sentences_about("our history", 3)), Img("2022/11/team.jpg", "Five of us in the garden", "The team in 2022"),
            P("Meet [[the people|/about/team/]] or read [[our news|/blog/]]."),
        ], old_slug="who-we-are"),
        Post(6, "/about/team/", "Our team", [
            H("Dr. Ana Ruiz"), P("Ana has looked after people with nerve pain since 2009."),
            H("Joan Hall, RN"), P("Joan answers the phone on most mornings & knows every form."),
            Gallery(("2022/11/ana.jpg", "2022/11/joan.jpg")), P("Back to [[about us|/about/]]."),
        ], editor="classic"),
        Post(8, "/contact/", "Contact", [
            P("You find us at 12 Mill Lane, next to the library."), P("Bus 7 stops in front of the door every 20 minutes."),
            T((("Day", "Open"), ("Monday", "8 am to 4 pm"), ("Tuesday", "8 am to 6 pm"))),
            P("See [[how to park|/new-patients/#parking]]."),
        ]),
        Post(10, "/services/", "Services", [
            P(sentences_about("any service", 1, 4)[0]),
            L(tuple(f"[[{capital(name)}|/services/{slug(name)}/]]" for name in SERVICES)),
        ]),
        Post(30, "/conditions/", "Conditions we treat", [
            P(sentences_about("a diagnosis", 1, 6)[0]),
            L(tuple(f"[[{capital(name)}|/?page_id={31 + place}]]" for place, name in enumerate(CONDITIONS))),
        ], editor="classic"),
        Post(50, "/faq/", "Frequent questions", [P("These are the questions we hear most."), QA((
            ("Do I need a referral?", "No, but a letter from your doctor helps. See [[new patients|/new-patients/]]."),
            ("What does a visit cost?", "It depends on your plan. [[Insurance|/insurance/]] has the list."),
            ("Can I eat before a procedure?", "A light breakfast is fine unless we told you otherwise."),
            ("May I drive home?", "After a block, please let somebody else drive."),
        ))], editor="divi"),
        Post(51, "/new-patients/", "New patients", [
            *map(P, sentences_about("a first visit", 3, 1)), H("Before you come"),
            L(("Fill in the form.", "Send us your scans.", "Call us if you need an interpreter."), numbered=True),
            Pdf("Download the intake form (PDF)", "2023/02/intake-form.pdf"), H("Parking"),
            P("There are four places behind the house; two are wide."), QA((
                ("Is there a lift?", "Yes, from the back door to every floor."),
                ("Can my dog come?", "Guide dogs are welcome in every room."))),
        ], editor="accordion"),
        Post(52, "/insurance/", "Insurance", [
            P("We work with most plans in the state."), T((("Plan", "Accepted"), ("Blue Hill", "Yes"), ("Northern", "Since 2021"))),
            Pdf("Our prices for 2024", "2024/01/prices-2024.pdf"), P("Questions? [[Write to us|/contact/]]."),
        ]),
        Post(53, "/patient-forms/", "Patient forms", [
            P("Print the forms at home or ask at the desk."), Pdf("Intake form", "2023/02/intake-form.pdf"),
            Pdf("Pain diary", "2023/02/pain-diary.pdf"), Pdf("Release of records", "2023/02/release_of_records.pdf"),
        ], editor="classic"),
        Post(54, "/privacy-policy/", "Privacy policy", [
            *map(P, sentences_about("your data", 4, 2)), P("We use cookies to count visits."),
        ]),
        Post(56, "/directions/", "How to find us", [
            P("From the station it is a walk of ten minutes along the river."), P("By car, leave Route 9 at exit 14."),
            Img("2022/11/map.png", "Map: Mill Lane runs from the library to the river"), P("Then [[park|/new-patients/#parking]]."),
        ]),
        Post(55, "/thank-you/", "Thank you", [P("Your message is on its way to Joan, who answers within a day.")]),
    ]  # fmt: skip
    return [*made, *map(service, range(len(SERVICES))), *map(condition, range(len(CONDITIONS))), *map(post, range(6))]


def service(place: int) -> Post:
    name, following = SERVICES[place], SERVICES[(place + 1) % len(SERVICES)]
    return Post(11 + place, f"/services/{slug(name)}/", capital(name), [
        *map(P, sentences_about(name, 3, place)), Img(f"2023/03/{slug(name)}.jpg", f"The room for {name}", f"Our room for {name}"),
        H(f"What happens during {name}?"), L((f"We talk about {name}.", "You lie or sit, as you like.", "Somebody stays with you.")),
        QA(((f"Does it hurt to have {name}?", f"Most people say that {name} was easier than they thought."),
            (f"How soon can I have {name}?", f"Within six weeks; a place for {name} may come free earlier."))),
        P(f"Next: [[{following}|/services/{slug(following)}/]]."),
    ], editor=("blocks", "classic", "divi", "accordion", "yoast", "blocks")[place], day=f"2023-03-{place + 10}")  # fmt: skip


def condition(place: int) -> Post:
    name, following = CONDITIONS[place], (place + 1) % len(CONDITIONS)
    return Post(31 + place, f"/conditions/{slug(name)}/", capital(name), [
        *map(P, sentences_about(name, 2, place + 3)), H(f"What is {name}?"), P(f"People describe {name} in many ways."),
        H(f"Who treats {name}?"), P(f"Ask us; {name} needs more than one opinion. [[Our team|/about/team/]] listens."),
        P(f"Read on: [[{CONDITIONS[following]}|/?page_id={31 + following}]]."),
    ], editor=("classic", "blocks")[place % 2])  # fmt: skip


def post(place: int) -> Post:
    name, day = POSTS[place], f"2024-0{place + 1}-1{place}"
    return Post(100 + place, f"/{day[:4]}/{day[5:7]}/{slug(name)}/", capital(name), [
        *map(P, sentences_about(name, 3, place)), P(f"Earlier: [[{POSTS[place - 1]}|/?p={100 + (place - 1) % 6}]]."),
    ], kind="post", day=day, editor=("blocks", "classic")[place % 2])  # fmt: skip


def linked(text: str, base: str) -> str:
    """The words as HTML, their links in full."""
    parts, position = [], 0
    for found in LINK.finditer(text):
        parts.append(escape(text[position : found.start()], quote=False))
        parts.append(f'<a href="{base}{found[2]}">{escape(found[1], quote=False)}</a>')
        position = found.end()
    return "".join([*parts, escape(text[position:], quote=False)])


def uploads(file: str, base: str, size: str = "") -> str:
    stem, _, ending = file.rpartition(".")
    return f"{base}/wp-content/uploads/{stem}{size}.{ending}"


def words_in(items: list) -> tuple[list[str], list[str]]:
    """(what has to be read, questions)."""
    asked = [item.text for item in items if isinstance(item, H) and item.text.endswith("?")]
    asked += [question for item in items if isinstance(item, QA) for question, _ in item.pairs]
    return [plain(words) for item in items for words in SAID.get(type(item), lambda _: [])(item)], asked


SAID = {
    P: lambda item: [item.text],
    Twin: lambda item: [item.text],
    H: lambda item: [] if item.text.endswith("?") else [item.text],
    L: lambda item: item.items,
    QA: lambda item: [answer for _, answer in item.pairs],
    T: lambda item: [cell for row in item.rows for cell in row],
    Img: lambda item: [item.caption] if item.caption else [],
    Pdf: lambda item: [item.words],
}


def links_in(items: list, base: str) -> dict[str, str]:
    texts = [item.text for item in items if isinstance(item, P | Twin)]
    texts += [one for item in items if isinstance(item, L) for one in item.items]
    texts += [answer for item in items if isinstance(item, QA) for _, answer in item.pairs]
    found = {words: base + path for text in texts for words, path in LINK.findall(text)}
    return found | {item.words: uploads(item.file, base) for item in items if isinstance(item, Pdf)}


def pictures_in(items: list, base: str) -> dict[str, str]:
    """The address of each full picture, with its words."""
    shown = {uploads(item.file, base): item.alt for item in items if isinstance(item, Img)}
    return shown | {uploads(file, base): "" for item in items if isinstance(item, Gallery) for file in item.files}
