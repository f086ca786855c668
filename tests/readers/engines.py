"""Browsers of three makers: the text that shows, the sign under a word, the size of its card, no way sideways."""

from tests.readers import expected
from tests.readers.drivers import Chromium, Firefox, WebKit

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


class Engine:
    """A reader as those of programs are, with a browser for its program."""

    def __init__(self, driver):
        self.driver = driver
        self.name, self.is_there, self.to_get = type(driver).__name__, driver.is_there, driver.to_get

    def __enter__(self):
        self.browser = self.driver.__enter__()
        return self

    def __exit__(self, *error):
        self.driver.__exit__(*error)

    def takes(self, page):
        return True

    def lost(self, page):
        """Yield `(what, words)` for all that this browser does not show of the page as it should."""
        self.browser.open(page.url)
        yield from expected.missing(page, self.browser.run(TEXT), leaving_out=HIDDEN)
        if (wider := self.browser.run(WIDER)) > 0:
            yield "sideways", f"{wider} px wider than the screen"
        if self.browser.run(SIGN) not in (None, "underline dotted"):
            yield "word", f"no dots: {self.browser.run(SIGN)}"
        if card := self.browser.run(CARD):
            yield "card", card


ENGINES = [Engine(driver()) for driver in (Chromium, Firefox, WebKit)]
