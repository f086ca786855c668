"""What readers saw by a font, a style sheet, a drawing or a formula is read as they saw it: a dose is never another."""

import pytest
from docx.oxml import parse_xml

from faq.importing.pasting import pasted
from tests.faq.documents import draft_of, shape, word_file

SHOWS = frozenset(["BOLD", "SUPERSCRIPT", "SUBSCRIPT", "LINK"])


def symbol(letter, font="Symbol"):
    inner = f"<span style='mso-char-type:symbol;mso-symbol-font-family:{font}'>{letter}</span>"
    return (
        f"<span style='font-family:{font};mso-ascii-font-family:Calibri;mso-symbol-font-family:{font}'>{inner}</span>"
    )


def sheet(rules, html):
    return f"<html><head><style><!--{rules}--></style></head><body>{html}</body></html>"


def math(inner):
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{inner}</math>'


HALF = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"
POWER = "<mn>80</mn><mo>×</mo><msup><mn>10</mn><mn>9</mn></msup><mo>/</mo><mi>L</mi>"
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{math(f"<semantics>{HALF}<annotation>x</annotation></semantics>")}'
    '</span><span class="katex-html" aria-hidden="true">12</span></span>'
)
EMOJI = '<img draggable="false" role="img" class="emoji" alt="🚫" src="https://s.example/1f6ab.svg">'
NOTE = '<a class="sdfootnotesym" href="#note1">1</a>'
SEEN = {
    "a Greek letter of a font": (f"<p>25 {symbol('m')}g</p>", "<p>25 µg</p>"),
    "at least": (f"<p>pain {symbol('³')} 7</p>", "<p>pain ≥ 7</p>"),
    "at most, as a private letter": (f"<p>eGFR {symbol(chr(0xF0A3))} 30</p>", "<p>eGFR ≤ 30</p>"),
    "an arrow": (f"<p>300 {symbol('à', 'Wingdings')} 600 mg</p>", "<p>300 → 600 mg</p>"),
    "an old font": ('<p>5 <font face="Symbol">m</font>g</p>', "<p>5 µg</p>"),
    "a font of letters": ("<p><span style='font-family:Symbola'>mg</span></p>", "<p>mg</p>"),
    "raised by hand": (
        "<p>400 × 10<span style='position:relative;top:-4.0pt;mso-text-raise:4.0pt'>9</span>/L</p>",
        "<p>400 × 10<sup>9</sup>/L</p>",
    ),
    "lowered by hand": ("<p>CO<span style='position:relative;top:2.0pt'>2</span></p>", "<p>CO<sub>2</sub></p>"),
    "struck by a class": (
        sheet("span.s1 {text-decoration: line-through}", "<p><span class=s1>60 mg</span> 30 mg</p>"),
        "<p>30 mg</p>",
    ),
    "a struck cell": (
        sheet(
            ".x6 {color:red; text-decoration:line-through;}",
            "<table><tr><td>A<td>1 mg<td>2 mg<tr><td>B<td class=x6>3 mg<td>4 mg</table>",
        ),
        "<p>A | 1 mg | 2 mg</p><p>B | – | 4 mg</p>",
    ),
    "raised by a class": (
        sheet(".c5{vertical-align:super}", "<p>10<span class=c5>9</span></p>"),
        "<p>10<sup>9</sup></p>",
    ),
    "a class that a word overrules": (
        sheet(".c1{text-decoration:line-through}", "<p><span class=c1 style='text-decoration:none'>Rest</span></p>"),
        "<p>Rest</p>",
    ),
    "a fraction": (f"<p>Take {math(HALF)} tablet</p>", "<p>Take 1/2 tablet</p>"),
    "a whole and a fraction": (f"<p>{math(f'<mn>1</mn>{HALF}')} tablets</p>", "<p>1 1/2 tablets</p>"),
    "a power": (f"<p>above {math(POWER)}.</p>", "<p>above 80 × 10<sup>9</sup>/L.</p>"),
    "a formula and its drawing": (f"<p>{KATEX} tablet</p>", "<p>1/2 tablet</p>"),
    "words in a formula": (f"<p>{math('<mn>0.5</mn><mtext> mg</mtext>')}</p>", "<p>0.5 mg</p>"),
    "a fraction of sums": (
        f"<p>{math('<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>')}</p>",
        "<p>(a + b)/2</p>",
    ),
    "a picture of a sign": (f"<p>{EMOJI} Ice on the hand</p>", "<p>🚫 Ice on the hand</p>"),
    "the number of a note": (f"<p>{NOTE}2 patches at most.</p>", "<p><sup>1</sup> 2 patches at most.</p>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEN)
def test_a_paste_says_what_was_seen(kind):
    html, right = SEEN[kind]
    assert pasted(html, "", SHOWS).html == right


def test_an_imported_page_does_too():
    page = f"<h1>Doses</h1><h2>How much?</h2><p>25 {symbol('m')}g, {math(HALF)} tablet</p>"
    assert shape(draft_of(page.encode(), "page.html"))[1][-1][1] == ["<p>25 µg, 1/2 tablet</p>"]


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FORMULA = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:fPr/>'
    "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)
IN_WORD = {
    "a letter in a font": ('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>m</w:t></w:r>', "µ"),
    "a single sign": ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
    "raised by hand": ('<w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>9</w:t></w:r>', "<sup>9</sup>"),
    "a formula": (FORMULA, "1/2"),
}


@pytest.mark.parametrize("kind", IN_WORD)
def test_a_word_file_does_too(kind):
    inner, right = IN_WORD[kind]

    def signs(document):
        paragraph = document.add_paragraph("before ")._p
        paragraph.extend(parse_xml(f"<w:p {WORD}>{inner}</w:p>"))

    assert shape(draft_of(word_file(("Heading 1", "A"), signs), "a.docx"))[1][0][1] == [f"<p>before {right}</p>"]
