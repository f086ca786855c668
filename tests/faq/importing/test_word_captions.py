"""Captions made with Word's own style go with what they stand beside; a table of contents does not come along."""

import io

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from faq.importing.draft import Picture, Statement, Table
from tests.faq.documents import draft_of, dropped, picture, word_file

START = (("Title", "Scans"), ("Heading 1", "When?"), ("Normal", "On two days."))
END = ("Normal", "Please call first.")


def shown(document):
    document.add_picture(io.BytesIO(picture()))


def table(document):
    made = document.add_table(3, 2)
    for row, words in zip(made.rows, (("Day", "Hours"), ("Monday", "8 to 12"), ("Friday", "2 to 6")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(word).bold = word in {"Day", "Hours"}


def bold_caption(document):
    document.add_paragraph(style="Caption").add_run("Figure 1: The scanner").bold = True


def parts(*between):
    draft = draft_of(word_file(*START, *between, END), "a.docx")
    assert [question.wording for question in draft.questions] == ["When?"]
    return [part.words if isinstance(part, Statement) else (type(part), part.caption)
            for part in draft.questions[0].parts]  # fmt: skip


def test_a_caption_goes_with_the_picture_above_it_bold_or_not():
    kept = ["On two days.", (Picture, "Figure 1: The scanner"), "Please call first."]
    assert parts(shown, ("Caption", "Figure 1: The scanner")) == kept
    assert parts(shown, bold_caption) == kept


def test_each_goes_with_its_own_where_captions_stand_above():
    captions = ("Caption", "Figure 1: Out"), ("Caption", "Figure 2: In")
    assert parts(captions[0], shown, captions[1], shown)[1:3] == [(Picture, "Figure 1: Out"), (Picture, "Figure 2: In")]


def test_the_caption_of_a_table_stands_above_or_below_it():
    caption = ("Caption", "Table 1 Days of scans")
    for between in ((caption, table), (table, caption)):
        assert parts(*between) == ["On two days.", (Table, "Table 1 Days of scans"), "Please call first."]


def test_the_caption_of_a_table_does_not_go_with_the_picture_before():
    assert parts(shown, ("Caption", "Table 1 Days"), table)[1:3] == [(Picture, ""), (Table, "Table 1 Days")]


def test_a_style_that_is_based_on_words_own_is_one_too():
    def illustrated(document):
        style = document.styles.add_style("Illustration", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Caption"]
        document.add_paragraph("Our door", style=style)

    assert parts(shown, illustrated)[1] == (Picture, "Our door")


def test_a_caption_beside_nothing_is_a_line_and_no_question():
    assert parts(bold_caption) == ["On two days.", "Figure 1: The scanner", "Please call first."]


CONTENTS = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>
</w:sdtPr><w:sdtContent><w:p><w:r><w:t>What is in it</w:t></w:r></w:p><w:p><w:r><w:t>When?</w:t></w:r><w:r><w:tab/>
<w:t>2</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def test_a_table_of_contents_is_left_out_and_named():
    def made(document):
        document.element.body.insert(1, parse_xml(CONTENTS))

    def by_style(document):
        style = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.paragraphs[1].insert_paragraph_before("When? 2", style=style)

    for contents, words in ((made, "What is in it When?2"), (by_style, "When? 2")):
        draft = draft_of(word_file(*START, contents), "a.docx")
        assert draft.short_answer == ""
        assert [part.words for part in draft.parts(Statement)] == ["On two days."]
        assert f"a table of contents: “{words}”" in dropped(draft)
