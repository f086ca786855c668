"""What a reader must show of a page: every passage whole, each statement after its label, and its sources."""

import re
import unicodedata
from itertools import pairwise

# What readers may leave out: ways around the site, things to press, and what is there for one sense only.
ASIDE = "nav, form, button, script, svg, .page-tools, .answer-tools, .sheet-tools, .search-box"
ASIDE += ", .topic__related, .next-steps, .qr-code, .language-offer"
PASSAGES = "p, li, dt, dd, th, td, caption, figcaption, h1, h2, h3, summary"


def plain(words):
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", words)).casefold().strip()


def missing(page, shown, leaving_out=None):
    """Yield `(what, words)` for all that `shown`, the text a reader makes of `page`, does not have."""
    tree = page.parsed
    main = tree.select_one("main article") or tree.select_one("main")
    title = plain(tree.title.get_text())
    for end in main.select("br"):
        end.replace_with(" ")
    for aside in main.select(f"{ASIDE}, {leaving_out}" if leaving_out else ASIDE):
        aside.decompose()
    shown = f"{plain(shown)} {title}"
    for passage in main.select(PASSAGES):
        words = own_words(passage)
        if words and plain(words) not in shown:
            yield passage.get("class", [passage.name])[0], words
    yield from unlabelled(main, shown)


def own_words(passage):
    """Its words, unless passages inside it have them."""
    return "" if passage.select_one(PASSAGES) else " ".join(passage.get_text().split())


def unlabelled(article, shown):
    """Statements whose label does not stand right before them: an opinion would read like a fact."""
    for label, text in pairwise(
        article.select(".statement__label, .statement__text, .leaflet-statement__label, .ground")
    ):
        if label.get("class")[0].endswith("__label"):
            first = text.select_one("p, li") or text
            if f"{plain(label.get_text())} {plain(first.get_text())}" not in shown:
                yield "label", label.get_text(" ", strip=True) + ": " + text.get_text(" ", strip=True)
