"""A clinic's site as somebody made it by hand in 2003: frames, tables, fonts, Latin letters, pages that moved."""

import re
from dataclasses import dataclass, field

from tests.home.site_import.ledger import LINK, Answer, OldSite, Truth, pdf, picture, sentences_about

BASE = "http://www.oldmill-pain.example"
LATIN = "text/html"
FURNITURE = (
    "Old Mill Pain Center, 4 Mill Street, Telephone 555 0177",
    "This page was made with a text editor. Best viewed at 800 x 600.",
)
TREATMENTS = (
    "nerve blocks",
    "splints",
    "water therapy",
    "warm sand",
    "desensitisation",
    "relaxation",
    "TENS",
    "walking aids",
)
ADVICE = ("sleeping", "cooking", "driving", "working", "travelling", "bathing", "gardening")


@dataclass
class Sheet:
    """One file. `says` are paragraphs, `asks` bold questions with their answers; links in the words are as typed."""

    path: str
    title: str
    says: list = field(default_factory=list)
    asks: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)
    files: tuple = ()
    is_linked: bool = True


def sheets() -> list[Sheet]:
    """Links as typed by hand: relative, with dots, with other capitals than the file has, to index.htm."""
    made = [
        Sheet("/home.htm", "Welcome to Old Mill", [
            "Since 1987 we have helped people with pain that stays – at the old mill, beside the river.",
            "Look at our [[treatments|treatments/index.htm]], our [[advice|advice/]] or the [[map|map.htm]].",
        ], pictures={"/images/mill.jpg": "The mill from the river"}),
        Sheet("/map.htm", "How to find us", [
            "Cross the bridge and turn left; the mill is the red house.",
            "The café next door lets you wait. You can [[park here|Contact/PARKING.htm]].",
        ], pictures={"/images/map.gif": ""}),
        Sheet("/staff.htm", "Who we are", [
            "Dr. María Peña has worked here for 21 years.", "Zoë Müller makes the splints in the workshop upstairs.",
            "Write to [[Zoë|mailto:zoe@oldmill-pain.example]] or see [[when she is here|contact/hours.htm]].",
        ]),
        Sheet("/contact/hours.htm", "Opening hours", [
            "Monday to Thursday 8 to 5, Friday 8 to noon.", "[[Back to the start|../index.htm]] or [[to the staff|../staff.htm]].",
        ]),
        Sheet("/contact/parking.htm", "Parking", ["The yard has room for nine cars.", "[[Opening hours|hours.htm]]"]),
        Sheet("/contact/forms.htm", "Forms", [
            "Please print these and bring them along.", "[[Intake form|../forms/intake form.pdf]] (2 pages)",
            "[[Diary of pain|../forms/DIARY.PDF]] (1 page)",
        ], files=("/forms/intake%20form.pdf", "/forms/diary.pdf")),
        Sheet("/faq.htm", "Questions", ["Ask us anything; these come up most."], asks=[
            ("Do I have to undress?", "Only the arm or leg that hurts. A gown is there."),
            ("Can I come without a letter?", "Yes. See [[forms|contact/forms.htm]]."),
            ("Why is the water so warm?", "At 34 degrees muscles let go; see [[water therapy|treatments/water-therapy.htm]]."),
        ]),
        Sheet("/treatments/index.htm", "Treatments", ["We offer eight kinds of help: " + ", ".join(
            f"[[{name}|{file_for(name)}]]" for name in TREATMENTS) + "."]),
        Sheet("/advice/index.htm", "Advice", ["Small things that helped others: " + ", ".join(
            f"[[{name}|{name}.htm]]" for name in ADVICE) + "."]),
        Sheet("/links.html", "Links", [
            "Our [[library|http://www.library.example/pain/]] keeps books on pain.",
            "The old address of this page was http://www.oldmill-pain.example/links.htm.",
        ]),
        Sheet("/news/2004.htm", "News of 2004", ["The roof of the mill is new since May 2004.", "[[News of 2005|2005.htm]]"]),
        Sheet("/news/2005.htm", "News of 2005", ["Since 2005 there is a ramp to the door.", "[[News of 2004|./2004.htm]]"]),
        Sheet("/news/flood.htm", "The flood", ["In 2006 the river stood in the hall; nobody was hurt."], is_linked=False),
        Sheet("/words.htm", "Words we use", [
            "A splint holds a joint still; a brace lets it move.", "“Flare” is our word for days that are worse.",
            "More words? [[Ask us|faq.htm]].",
        ]),
        Sheet("/thanks.htm", "Thanks", ["A hundred letters of thanks hang in the hall; three stand here.", "[[Home|/]]"]),
    ]  # fmt: skip
    return [*made, *map(treatment, range(len(TREATMENTS))), *map(advice, range(len(ADVICE)))]


def file_for(name: str) -> str:
    return f"{name.replace(' ', '-')}.htm"


def treatment(place: int) -> Sheet:
    name, following = TREATMENTS[place], TREATMENTS[(place + 1) % len(TREATMENTS)]
    return Sheet(f"/treatments/{file_for(name)}", name[:1].upper() + name[1:], [
        *sentences_about(name, 3, place), f"Next: [[{following}|{file_for(following)}]]; [[all treatments|./]]; [[start|../index.htm]].",
    ], asks=[(f"Who gives {name} here?", f"Two of us have learned {name}, and one of them is always in."),
             (f"Will {name} help me?", f"Nobody can promise that. We try {name} for a month and look together.")],
        pictures={f"/images/{name.replace(' ', '_')}.jpg": f"The room for {name}"})  # fmt: skip


def advice(place: int) -> Sheet:
    name, following = ADVICE[place], ADVICE[(place + 1) % len(ADVICE)]
    return Sheet(f"/advice/{name}.htm", f"Advice on {name}", [
        *sentences_about(f"advice on {name}", 2, place + 2),
        f"Read on: [[{following}|{following}.htm]]. A [[treatment|../treatments/{file_for(TREATMENTS[place])}]] may help as well.",
    ], asks=[(f"What helps with {name}?", f"Take {name} slowly, and stop before it hurts.")])  # fmt: skip


def handmade_site(base: str = BASE) -> OldSite:
    """Thirty pages in Latin-1, though no server says so, in frames, with old names that lead to new ones."""
    site = OldSite(base, furniture=FURNITURE, cares_for_capitals=False)
    site.answers["/"] = site.answers["/index.htm"] = Answer(body=FRAMES.encode("cp1252"), kind=LATIN)
    site.ways[f"{base}/"] = f"{base}/home.htm"
    for name, html in (("/menu.htm", MENU), ("/top.htm", TOP), ("/new.htm", EMPTY), ("/guests.htm", UNDER_WORK)):
        site.answers[name] = Answer(body=html.encode("cp1252"), kind=LATIN)
    site.empty = (f"{base}/new.htm", f"{base}/guests.htm")
    site.lists = (f"{base}/menu.htm", f"{base}/top.htm")
    for sheet in sheets():
        site.answers[sheet.path] = Answer(body=page(sheet).encode("cp1252"), kind=LATIN)
        if sheet.path.endswith("/index.htm"):
            site.answers[sheet.path.removesuffix("index.htm")] = site.answers[sheet.path]
        site.truths[base + sheet.path] = truth(sheet, base)
        for file, words in sheet.pictures.items():
            kind = "GIF" if file.endswith("gif") else "JPEG"
            site.add_file(file, picture(file + words, kind=kind), f"image/{kind.lower()}")
    for file, words in (("/forms/intake%20form.pdf", "Intake"), ("/forms/diary.pdf", "Diary")):
        site.add_file(file, pdf(words), "application/pdf")
    for old, new in (
        ("/hours.htm", "contact/hours.htm"),
        ("/contact/map.htm", "../map.htm"),
        ("/links.htm", "links.html"),
    ):
        site.answers[old] = Answer(
            body=(MOVED if old != "/links.htm" else MOVED_BY_PROGRAM).format(to=new).encode(), kind=LATIN
        )
        site.ways[base + old] = base + "/" + new.removeprefix("../")
    for file in ("/images/logo.gif", "/images/spacer.gif"):
        site.add_file(file, picture(file, (120, 40) if "logo" in file else (1, 1), "GIF"), "image/gif")
    return site


def truth(sheet: Sheet, base: str) -> Truth:
    said = [LINK.sub(lambda found: found[1], text) for text in [*sheet.says, *[answer for _, answer in sheet.asks]]]
    texts = [*sheet.says, *[answer for _, answer in sheet.asks]]
    links = {words: meant(to, sheet.path, base) for text in texts for words, to in LINK.findall(text)}
    return Truth(
        base + sheet.path, sheet.title, tuple(said), tuple(question for question, _ in sheet.asks), links,
        tuple(base + file for file in sheet.files), {base + file: words for file, words in sheet.pictures.items()},
        is_linked=sheet.is_linked,
    )  # fmt: skip


def meant(to: str, path: str, base: str) -> str:
    """Written out by hand: what the maker of the site meant, the server not caring for capitals."""
    if re.match(r"https?:|mailto:", to):
        return to
    if to in {"/", "../index.htm"}:
        return f"{base}/"
    for wrong, right in (("Contact/PARKING.htm", "contact/parking.htm"), ("../forms/intake form.pdf", "../forms/intake%20form.pdf"),
                         ("../forms/DIARY.PDF", "../forms/diary.pdf"), ("advice/", "advice/index.htm"), ("./", "index.htm")):  # fmt: skip
        to = right if to == wrong else to
    folder = path.rpartition("/")[0]
    return f"{base}/{to[3:]}" if to.startswith("../") else f"{base}{folder}/{to.removeprefix('./')}"


def linked(text: str) -> str:
    return LINK.sub(lambda found: f'<A HREF="{found[2]}">{found[1]}</A>', text.replace("&", "&amp;"))


def page(sheet: Sheet) -> str:
    up = "../" * (sheet.path.count("/") - 1)
    said = "\n".join(f'<P><FONT FACE="Arial" SIZE=2>{linked(text)}</FONT>' for text in sheet.says)
    asked = "\n".join(f"<P><B>{question}</B><BR>\n{linked(answer)}" for question, answer in sheet.asks)
    shown = "".join(f'<P><IMG SRC="{up}{file[1:]}" ALT="{words}" WIDTH=320>' for file, words in sheet.pictures.items())
    return f"""<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">
<TITLE>{sheet.title} | Old Mill Pain Center</TITLE>
</HEAD>
<BODY BGCOLOR="#FFFFE8" BACKGROUND="{up}images/spacer.gif">
<TABLE WIDTH=760 BORDER=0 CELLPADDING=4><TR><TD WIDTH=140 VALIGN=top>
<IMG SRC="{up}images/logo.gif" ALT="Old Mill" USEMAP="#ways">
<MAP NAME="ways"><AREA SHAPE=rect COORDS="0,0,60,40" HREF="{up}index.htm" ALT="Start"><AREA SHAPE=rect COORDS="60,0,120,40" HREF="{up}faq.htm" ALT="Questions"></MAP>
<BR><A HREF="{up}index.htm">Start</A><BR><A HREF="{up}treatments/index.htm">Treatments</A><BR><A HREF="{up}advice/index.htm">Advice</A><BR>
<A HREF="{up}contact/hours.htm">Hours</A><BR><A HREF="{up}hours.htm">Old hours</A><BR><A HREF="{up}new.htm">New!</A></TD>
<TD VALIGN=top>
<H2><FONT COLOR="#003366">{sheet.title}</FONT></H2>
{said}
{asked}
{shown}
</TD></TR>
<TR><TD COLSPAN=2><HR><CENTER><FONT SIZE=1>{FURNITURE[0]}</FONT></CENTER></TD></TR></TABLE>
<!-- counter -->
<P ALIGN=center><FONT SIZE=1>{FURNITURE[1]}</FONT>
</BODY></HTML>
"""


FRAMES = """<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>Old Mill Pain Center</TITLE></HEAD>
<FRAMESET ROWS="60,*" BORDER=0><FRAME SRC="top.htm" NAME="top" SCROLLING=no><FRAMESET COLS="150,*">
<FRAME SRC="menu.htm" NAME="menu"><FRAME SRC="home.htm" NAME="main"></FRAMESET>
<NOFRAMES><BODY>Your browser shows no frames. <A HREF="home.htm">Go on without.</A></BODY></NOFRAMES></FRAMESET></HTML>
"""
MENU = """<HTML><HEAD><BASE TARGET="main"></HEAD><BODY><A HREF="home.htm">Home</A><BR><A HREF="staff.htm">Who we are</A><BR>
<A HREF="treatments/index.htm">Treatments</A><BR><A HREF="advice/index.htm">Advice</A><BR><A HREF="faq.htm">Questions</A><BR>
<A HREF="contact/forms.htm">Forms</A><BR><A HREF="links.htm">Links</A><BR><A HREF="news/2004.htm">News</A><BR>
<A HREF="thanks.htm">Thanks</A><BR><A HREF="WORDS.HTM">Words</A><BR><A HREF="contact/map.htm">Map</A><BR><A HREF="guests.htm">Guest book</A></BODY></HTML>
"""
TOP = '<HTML><BODY BGCOLOR="#003366"><IMG SRC="images/logo.gif" ALT="Old Mill"></BODY></HTML>\n'
EMPTY = "<HTML><HEAD><TITLE>New</TITLE></HEAD><BODY>&nbsp;<BR>&nbsp;</BODY></HTML>\n"
UNDER_WORK = '<HTML><HEAD><TITLE>Guest book</TITLE></HEAD><BODY><IMG SRC="images/spacer.gif"></BODY></HTML>\n'
MOVED = """<HTML><HEAD><TITLE>Moved</TITLE><META HTTP-EQUIV=REFRESH CONTENT="2;URL={to}"></HEAD>
<BODY>This page has moved. <A HREF="{to}">Please click here.</A></BODY></HTML>
"""
MOVED_BY_PROGRAM = """<HTML><HEAD><TITLE>Moved</TITLE><SCRIPT LANGUAGE="JavaScript"><!--
window.location.href = "{to}";
//--></SCRIPT></HEAD><BODY><A HREF="{to}">Go on</A></BODY></HTML>
"""
