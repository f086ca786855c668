"""What is made to hold up the reader is read, or refused, as quickly as any page of its length."""

from contextlib import suppress
from time import process_time

import pytest

from clinic.content.unfinished_words import placeholder_in
from faq.importing.draft import Ledger, Refused
from faq.importing.pasting import LONGEST, pasted
from faq.importing.reading.folded import SIGNS
from faq.importing.reading.hidden import hidden_names
from faq.importing.reading.markdown_files import html_of_markdown
from faq.importing.reading.page_head import head_of
from faq.importing.reading.question_data import questions_of

LONG = 80_000
IN_STYLES = ("a", "/*a", "@media ", "{", "@media{", "}", "display:", "<!--", ".a{display:none}")
IN_PAGES = ("<style>", "<style", "</style", "</script", "<script>", "<", "<meta a", "&lt;", "data:", "[", " ", "<!--")
TRAPS = [
    *(f"<style>{again * (LONG // len(again))}" for again in IN_STYLES),
    *(f"<style>{again * (LONG // len(again))}</style>" for again in IN_STYLES),
    *(again * (LONG // len(again)) for again in IN_PAGES),
    "<script type=application/ld+json>" * 3000,
    f"<p style='{';mso-list:' * 20_000}'>a</p>",
    f"<meta {'a' * LONG}>",
    f"<table><tr><td>{'- ' * 30_000}a<td>b<td>c</table>",
]
READERS = {
    "styles": hidden_names,
    "data": questions_of,
    "head": head_of,
    "paste": lambda trap: pasted(trap, "", frozenset()),
    "words": lambda trap: pasted("", trap, frozenset()),
    "held places": placeholder_in,
}


def seconds(reader, trap):
    began = process_time()
    with suppress(Refused):
        reader(trap)
    return process_time() - began


def test_no_trap_holds_up_the_reader():
    """Many of them took minutes; what is allowed is many times what is needed."""
    spent = {(name, trap[:20], trap[-9:]): seconds(READERS[name], trap) for trap in TRAPS for name in READERS}
    assert {where: took for where, took in spent.items() if took > 2} == {}
    titles = f"---\ntitle: x{' ' * LONG}y\n---\n# A"
    assert seconds(lambda trap: html_of_markdown(trap, Ledger()), titles) < 2
    assert seconds(lambda trap: SIGNS.sub("", trap), f"a{'+' * LONG}b") < 2


def test_what_is_pasted_as_words_has_an_end_too():
    with pytest.raises(Refused, match="too long"):
        pasted("", "a" * (LONGEST + 1), frozenset())


def test_style_sheets_are_read_as_browsers_read_them():
    sheet = """
    <STYLE media=all><!-- /* .not{display:none} */ @charset "utf-8";
    .a, #b, span.Note { color: red; DISPLAY : none }
    @media print { .c { display: none } @media (x) { .d {display:none} } .e{display:none} }
    @supports (x) { .f { display: none } } p .g { display:none } .h { display: block } /* .i{display:none}
    --></style><style>.j{display:none}</style>"""
    assert hidden_names(sheet) == {"a", "b", "note", "f", "j"}
