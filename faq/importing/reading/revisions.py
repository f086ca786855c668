"""What its writers took out of a text or wrote beside it: struck words and comments are left out and named."""

import re
from itertools import chain

from bs4 import Tag

from faq.importing.draft import Ledger
from faq.importing.reading.tags import attribute, names_of, style_of, text_of
from faq.importing.words import glimpse

STRUCK = ["s", "strike", "del"]
CELLS = {"td", "th"}
LINE_THROUGH = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
# As Word and Google Docs mark what was written beside the text, and the signs in it that lead there.
# The style MsoCommentReference is none of them: people give it to ordinary words by mistake.
COMMENT_SIGN = "msocommentreference"
COMMENT_NAMES = {"msocomanchor", "msocomtxt", "msocomoff"}
COMMENT_STYLE = re.compile(r"(?:^|;)mso-element:comment(?:-list)?(?:;|$)")
SIGN = re.compile(r"\[\w+\]")
STRUCK_OUT = ("struck-out words", "their writer took them out")
COMMENT = ("a comment", "it was written beside the text, not in it")
COMMENT_ANCHOR = re.compile(r"cmnt(?:_ref)?\d+")


def leave_out_revisions(root: Tag, ledger: Ledger) -> None:
    for tag in chain(root.find_all(is_comment), root.find_all(is_struck)):
        if tag.decomposed:
            continue
        words = text_of(tag)
        if words and not SIGN.fullmatch(words):
            what, why = STRUCK_OUT if is_struck(tag) else COMMENT
            ledger.drop(f"{what}: {glimpse(words)}", why)
        around = tag.parent
        # A cell leaves its place empty: what stands beside it stays in its column.
        (tag.clear if tag.name in CELLS else tag.decompose)()
        # Beside its sign Word puts a space, which is nobody's.
        if around and around.name == "span" and COMMENT_SIGN in names_of(around) and not text_of(around):
            around.decompose()


def is_struck(tag: Tag) -> bool:
    return tag.name in STRUCK or "msodel" in names_of(tag) or LINE_THROUGH.search(style_of(tag)) is not None


def is_comment(tag: Tag) -> bool:
    """The comment, the list of comments, or the sign in the text that leads to one."""
    if COMMENT_NAMES & set(names_of(tag)) or COMMENT_STYLE.search(style_of(tag)):
        return True
    # Google Docs: `<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>`, and below the text a box with the comment.
    inner = tag.find("a", recursive=False) if tag.name in {"sup", "p"} else None
    return inner is not None and COMMENT_ANCHOR.fullmatch(attribute(inner, "id")) is not None
