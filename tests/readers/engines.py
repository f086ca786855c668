"""Browsers of three makers: the text that shows, the sign under a word, the size of its card, no way sideways."""

from urllib.request import urlopen

from bs4 import BeautifulSoup

from tests.readers import expected
from tests.readers.drivers import DRIVERS

# What is not to be seen on a screen: cards before they are opened, and what paper alone needs.
HIDDEN = ".words-explained, .print-only, .leaflet-notes"

TEXT = """
for (const closed of document.querySelectorAll("details")) closed.open = true;
return document.body.innerText;
"""
WIDER = "const page = document.documentElement; return page.scrollWidth - page.clientWidth;"
SIGN = """
const word = document.querySelector("main a.word");
if (!word) return null;
const style = getComputedStyle(word);
return [style.textDecorationLine, style.textDecorationStyle].join(" ");
"""
# Its height against what is in it, and whether all of it is on the screen.
CARD = """
const word = document.querySelector("main a.word[aria-expanded]");
if (!word) return null;
word.scrollIntoView({ block: "center" });
word.click();
const card = document.querySelector(".word-card:popover-open");
if (!card) return "does not open";
card.style.alignContent = "start";
const box = card.getBoundingClientRect();
const inside = Math.max(...[...card.children].map((part) => part.getBoundingClientRect().bottom)) - box.top;
if (box.height > inside + 60) return `is ${box.height} high for ${inside} of text`;
if (box.width > 0.9 * innerWidth && innerWidth > 768) return `is ${box.width} wide`;
if (box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) return "is cut off";
return null;
"""


def look(site, addresses):
    """Print what each engine loses of these pages; the number of it."""
    return sum(look_with(name, driver, site, addresses) for name, driver in DRIVERS.items())


def look_with(name, driver, site, addresses):
    if not driver.is_there():
        print("left out, not on this machine:", name)
        return 0
    lost = 0
    with driver() as browser:
        for address in addresses:
            for what, words in found(browser, site + address):
                print(f"{address} {name}: {what}: {words[:100]}")
                lost += 1
    return lost


def found(browser, url):
    """Yield `(what, words)` for all that this browser does not show of the page as it should."""
    browser.open(url)
    yield from expected.missing(on_screen(url), browser.run(TEXT))
    if (wider := browser.run(WIDER)) > 0:
        yield "sideways", f"{wider} px wider than the screen"
    if browser.run(SIGN) not in (None, "underline dotted"):
        yield "word", f"no dots: {browser.run(SIGN)}"
    if card := browser.run(CARD):
        yield "card", card


def on_screen(url):
    with urlopen(url) as answer:  # noqa: S310
        page = BeautifulSoup(answer.read(), "html.parser")
    for hidden in page.select(HIDDEN):
        hidden.decompose()
    return str(page)
