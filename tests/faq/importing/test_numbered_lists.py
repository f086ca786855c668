"""Lists keep their items, levels and numbers: made by tags, by Word's own buttons, or typed."""

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.faq.documents import draft_of, notes, raw_word_file, shape, word_file

ABSTRACT = '<w:abstractNum w:abstractNumId="{name}">{levels}</w:abstractNum>'
LEVEL = '<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
LISTS = [
    [("decimal", 1, "%1."), ("lowerLetter", 1, "%2)"), ("bullet", 1, "o")],
    [("bullet", 1, "•"), ("bullet", 1, "o")],
    [("decimal", 5, "%1)")],
    [("decimal", 1, "Question %1:")],
]


def numbering():
    made = "".join(
        ABSTRACT.format(
            name=name,
            levels="".join(LEVEL.format(at=at, start=start, kind=kind, text=text)
                           for at, (kind, start, text) in enumerate(levels)),
        )
        for name, levels in enumerate(LISTS)
    )  # fmt: skip
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(LISTS)))
    again = ('<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
             "</w:lvlOverride></w:num>")  # fmt: skip
    return f'<w:numbering xmlns:w="{qn("w:x")[1:-2]}">{made}{nums}{again}</w:numbering>'


def paragraph(words, number=None, level=0):
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    style = '<w:pStyle w:val="ListParagraph"/>' if number else ""
    return f"<w:p><w:pPr>{style}{mark}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def statements(*paragraphs):
    body = "".join(paragraph(*one) if isinstance(one, tuple) else paragraph(one) for one in paragraphs)
    made = draft_of(raw_word_file(body, **{"word/numbering.xml": numbering()}), "steps.docx")
    assert "mean nothing here" not in notes(made)
    return [html for _, parts in shape(made)[1] for html in parts]


def test_lists_by_words_own_buttons():
    assert statements("You need:", ("a towel", 2), ("a bowl", 2), ("deep", 2, 1), "Done.") == [
        "<p>You need:</p><ul><li>a towel</li><li>a bowl<ul><li>deep</li></ul></li></ul>",
        "<p>Done.</p>",
    ]


def test_numbers_with_letters_below_them():
    assert statements("First.", ("Wash.", 1), ("with soap", 1, 1), ("a minute", 1, 1), ("Dry.", 1)) == [
        "<p>First.</p>",
        "<ol><li>Wash.<ol><li>with soap</li><li>a minute</li></ol></li><li>Dry.</li></ol>",
    ]


def test_a_list_of_another_kind_that_stands_further_in_is_inside_the_item():
    def standing(words, number, left):
        marked = paragraph(words, number)
        return marked.replace("</w:pPr>", f'<w:ind w:left="{left}"/></w:pPr>', 1)

    body = "".join([standing("Wash.", 1, 360), standing("soap", 2, 720), standing("for a minute", None, 1080),
                    standing("water", 2, 720), standing("Dry.", 1, 360)])  # fmt: skip
    made = draft_of(raw_word_file(body, **{"word/numbering.xml": numbering()}), "steps.docx")
    assert shape(made)[1][0][1] == [
        "<ol><li>Wash.<ul><li>soap<br/>for a minute</li><li>water</li></ul></li><li>Dry.</li></ol>"
    ]


def test_a_remark_between_deeper_items_stays_with_the_first():
    assert statements("You:", ("Wash.", 1), ("soap", 1, 1), "Not too hot.", ("water", 1, 1), ("Dry.", 1)) == [
        "<p>You:</p><ol><li>Wash.<ol><li>soap<br/>Not too hot.</li><li>water</li></ol></li><li>Dry.</li></ol>",
    ]


def test_a_remark_below_deeper_items_stays_below_them():
    html = "<ol><li>Wash.<ul><li>soap</li></ul></li></ol><p>Let it dry first.</p><ol start='2'><li>Dress.</li></ol>"
    assert shape(draft_of(f"<h1>A</h1>{html}"))[1][0][1] == [
        "<ol><li>Wash.<ul><li>soap<br/>Let it dry first.</li></ul></li><li>Dress.</li></ol>"
    ]


SAVED = """<p class=MsoList{style} style='margin-left:{far}in;text-indent:-.25in'>
<span style='font-family:Symbol'>{sign}<span style='font:7pt Arial'>&nbsp;&nbsp;</span></span>{words}</p>"""


def test_a_page_that_word_saved_keeps_its_levels():
    rows = [("ParagraphCxSpFirst", 0.5, "·", "one"), ("ParagraphCxSpMiddle", 1, "o", "one a"),
            ("ParagraphCxSpLast", 0.5, "·", "two"), ("Number", 0.25, "1.", "first"), ("Number2", 0.5, "a)", "first a"),
            ("Number", 0.25, "2.", "second")]  # fmt: skip
    body = "".join(SAVED.format(style=style, far=far, sign=sign, words=words) for style, far, sign, words in rows)
    assert shape(draft_of(f"<h1>A</h1>{body}"))[1][0][1] == [
        "<ul><li>one<ul><li>one a</li></ul></li><li>two</li></ul>",
        "<ol><li>first<ol><li>first a</li></ol></li><li>second</li></ol>",
    ]


def test_interrupted_numbers_go_on_and_those_that_begin_again_do_not():
    assert statements("First.", ("Wash.", 1), "With soap.", ("Dry.", 1), "Then.", ("New one.", 9)) == [
        "<p>First.</p>",
        "<ol><li>Wash.<br/>With soap.</li><li>Dry.</li></ol>",
        "<p>Then.</p>",
        "<ol><li>New one.</li></ol>",
    ]


def test_a_list_that_begins_later_has_its_numbers_written_out():
    assert statements("First.", ("Five.", 3), ("Six.", 3)) == ["<p>First.</p>", "<p>5. Five.</p>", "<p>6. Six.</p>"]


def test_automatic_labels_of_questions_are_labels():
    body = paragraph("Does it hurt?", 4) + paragraph("No.") + paragraph("Is it far?", 4) + paragraph("No, it is near.")
    made = draft_of(raw_word_file(body, **{"word/numbering.xml": numbering()}), "a.docx")
    assert shape(made)[1] == [("Does it hurt?", ["<p>No.</p>"]), ("Is it far?", ["<p>No, it is near.</p>"])]


def test_bold_lines_with_automatic_numbers_are_questions():
    bold = paragraph("Side effects", 1).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
    made = draft_of(raw_word_file(bold + paragraph("Few."), **{"word/numbering.xml": numbering()}), "a.docx")
    assert shape(made)[1] == [("Side effects", ["<p>Few.</p>"])]


def test_styles_of_ones_own_are_headings_by_what_they_are_based_on_by_name_and_by_level():
    def styled(document):
        styles = document.styles
        styles.add_style("Leaflet Head", 1).base_style = styles["Heading 3"]
        styles.add_style("Patient Question", 1)
        styles.add_style("Loud", 1).font.bold = True
        for style in ("Leaflet Head", "Patient Question", "Loud"):
            document.add_paragraph(f"By {style}", style=style)
            document.add_paragraph("Text.")
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        document.add_paragraph("By level")._p.get_or_add_pPr().append(level)
        document.add_paragraph("Text.")

    made = draft_of(word_file(("Heading 1", "A"), styled), "a.docx")
    assert [question.wording for question in made.questions] == [
        "By Leaflet Head", "By Patient Question", "By Loud", "By level"
    ]  # fmt: skip
    assert "mean nothing here" not in notes(made)


def test_hidden_words_of_word_are_left_out_and_named():
    def hidden(document):
        line = document.add_paragraph("Come at nine. ")
        line.add_run("For staff: code 7.").font.hidden = True

    made = draft_of(word_file(("Heading 1", "A"), hidden), "a.docx")
    assert shape(made)[1] == [("A", ["<p>Come at nine.</p>"])]
    assert (
        "hidden words: “For staff: code 7.”",
        "it was hidden in Word, so readers could not see it",
    ) in made.ledger.dropped


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            "<ol><li>Wash.</li></ol><p>With soap.</p><ol start=2><li>Dry.</li></ol>",
            ["<ol><li>Wash.<br/>With soap.</li><li>Dry.</li></ol>"],
        ),
        (
            "<ol><li>Wash.</li></ol><ul><li>soap</li></ul><ol start=2><li>Dry.</li></ol>",
            ["<ol><li>Wash.<ul><li>soap</li></ul></li><li>Dry.</li></ol>"],
        ),
        (
            "<ol><li>Wash.</li></ol><p>x.</p><ol><li>Other.</li></ol>",
            ["<ol><li>Wash.</li></ol>", "<p>x.</p>", "<ol><li>Other.</li></ol>"],
        ),
        ("<p>1. Wash.</p><p>2. Dry.</p>", ["<ol><li>Wash.</li><li>Dry.</li></ol>"]),
        ("<p>Bring:<br>- socks<br>- shoes</p>", ["<p>Bring:</p><ul><li>socks</li><li>shoes</li></ul>"]),
        ("<p>- socks</p><p>- <b>shoes</b></p>", ["<ul><li>socks</li><li><b>shoes</b></li></ul>"]),
        ("<p>2. May is late.</p>", ["<p>2. May is late.</p>"]),
        ("<p>- said nobody.</p>", ["<p>- said nobody.</p>"]),
    ],
)
def test_typed_and_tagged_lists(html, wanted):
    assert shape(draft_of(f"<h1>A</h1>{html}"))[1] == [("A", wanted)]


def test_numbers_in_a_text_go_on():
    text = "Dressing\n\n1. Wash the skin.\n\nUse water only.\n\n2. Dry the skin.\n"
    assert shape(draft_of(text, "a.txt"))[1] == [
        ("Dressing", ["<ol><li>Wash the skin.<br/>Use water only.</li><li>Dry the skin.</li></ol>"])
    ]
