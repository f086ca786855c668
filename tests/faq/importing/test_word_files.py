"""Word files: headings by style, marks, lists, tables, pictures, links, notes; and what Word keeps beside the text."""

import io

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from faq.importing.draft import Picture, Table
from tests.faq.documents import draft_of, dropped, notes, picture, raw_word_file, shape, word_file


def draft(*paragraphs):
    return draft_of(word_file(*paragraphs), "a.docx")


def test_headings_are_known_by_their_style():
    made = draft(("Title", "Sleep"), ("Normal", "One."), ("Heading 1", "Why?"), ("Normal", "Two."))
    assert (made.short_answer, shape(made)) == ("<p>One.</p>", ("Sleep", [("Why?", ["<p>Two.</p>"])]))


def test_a_bold_paragraph_used_as_heading_is_recognised():
    def bold(document):
        document.add_paragraph().add_run("Side effects").bold = True

    made = draft(("Heading 1", "Sleep"), ("Normal", "One."), bold, ("Normal", "Two."))
    assert [question.wording for question in made.questions] == ["Side effects"]


def test_a_bold_line_above_bold_questions_is_the_title():
    def bold(words):
        return lambda document: document.add_paragraph().add_run(words).__setattr__("bold", True)

    asked = (bold("May I eat?"), ("Normal", "Yes."), bold("May I drive?"), ("Normal", "No."))
    kept = [("May I eat?", ["<p>Yes.</p>"]), ("May I drive?", ["<p>No.</p>"])]
    assert shape(draft(bold("Your operation"), *asked)) == ("Your operation", kept)
    assert shape(draft(*asked)) == ("A", kept)


def test_marks_survive():
    def marked(document):
        paragraph = document.add_paragraph("a ")
        for letters, mark in (("b", "bold"), ("i", "italic"), ("x", "subscript"), ("y", "superscript")):
            run = paragraph.add_run(letters)
            setattr(run if mark in ("bold", "italic") else run.font, mark, True)

    assert shape(draft(("Heading 1", "A"), marked))[1][0][1] == ["<p>a <b>b</b><i>i</i><sub>x</sub><sup>y</sup></p>"]


def test_lists_survive():
    made = draft(("Heading 1", "A"), ("Normal", "Bring:"), ("List Bullet", "one"), ("List Bullet", "two"))
    assert shape(made)[1][0][1] == ["<p>Bring:</p><ul><li>one</li><li>two</li></ul>"]


def test_numbered_lists_survive():
    made = draft(("Heading 1", "A"), ("List Number", "one"), ("List Number", "two"))
    assert shape(made)[1][0][1] == ["<ol><li>one</li><li>two</li></ol>"]


def test_lists_nest_by_the_numbers_of_words_own_styles():
    made = draft(
        *(("List Bullet", "water"), ("List Bullet 2", "cold"), ("List Bullet 3", "with ice"), ("List Bullet", "soap")),
        ("Normal", "Then:"),
        *(("List Number", "wash"), ("List Bullet 2", "hands"), ("List Number 2", "face"), ("List Number", "dry")),
        *(("List Continue", "with a clean towel"), ("List Number", "rest")),
    )
    assert shape(made)[1][0][1] == [
        "<ul><li>water<ul><li>cold<ul><li>with ice</li></ul></li></ul></li><li>soap</li></ul>",
        "<p>Then:</p><ol><li>wash<ul><li>hands</li></ul><ol><li>face</li></ol></li>"
        "<li>dry<br/>with a clean towel</li><li>rest</li></ol>",
    ]
    assert "mean nothing here" not in notes(made)


def styled_table(style):
    def table(document):
        made = document.add_table(rows=2, cols=2, style=style)
        words = ["Monday", "8 to 12", "Tuesday", "9 to 5"]
        for cell, said in zip([cell for row in made.rows for cell in row.cells], words, strict=True):
            cell.text = said

    return draft(("Heading 1", "A"), ("Normal", "x."), table).parts(Table)[0]


def test_a_header_row_that_only_the_tables_style_marks_is_one():
    assert styled_table("Light Grid Accent 1").heading == ["Monday", "8 to 12"]
    assert styled_table("Table Grid").heading == ["", ""]


def test_a_table_keeps_its_bold_header_row():
    def table(document):
        made = document.add_table(rows=2, cols=2)
        for cell, words in zip(
            [c for row in made.rows for c in row.cells], ["When", "What", "8 pm", "Tea"], strict=True
        ):
            cell.paragraphs[0].add_run(words).bold = words in ("When", "What")

    made = draft(("Heading 1", "A"), table).parts(Table)[0]
    assert (made.heading, made.rows) == (["When", "What"], [["<p>8 pm</p>", "<p>Tea</p>"]])


def test_a_picture_comes_along_with_its_words():
    def pictured(document):
        document.add_picture(io.BytesIO(picture("JPEG")), width=Inches(1))
        document.inline_shapes[0]._inline.docPr.set("descr", "A hand on a cushion")

    found = draft(("Heading 1", "A"), ("Normal", "x."), pictured).parts(Picture)[0]
    assert (found.alt, found.extension, found.width, found.data) == ("A hand on a cushion", "jpg", 60, picture("JPEG"))


def test_links_survive():
    def linked(document):
        link = OxmlElement("w:hyperlink")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), document.part.relate_to("https://example.org/a", kind, is_external=True))
        run = document.add_paragraph("See ").add_run("this")
        run._r.addprevious(link)
        link.append(run._r)

    made = draft(("Heading 1", "A"), linked)
    assert shape(made)[1][0][1] == ['<p>See <a href="https://example.org/a">this</a></p>']


def test_footnotes_stand_in_a_list_at_the_end():
    body = "<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    xmlns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>Bean 2014.</w:t></w:r></w:p></w:footnote>"
    notes_part = f"<w:footnotes {xmlns}>{note}</w:footnotes>"
    made = draft_of(raw_word_file(body, **{"word/footnotes.xml": notes_part}), "a.docx")
    assert shape(made)[1][0][1] == ["<p>Words.<sup>[1]</sup></p>", "<ol><li>Bean 2014.</li></ol>"]
    assert "1 footnote" in notes(made)


def test_what_word_keeps_beside_the_text_is_reported():
    def header(document):
        document.sections[0].header.paragraphs[0].text = "Draft 3"

    assert "1 page header or footer" in dropped(draft(("Heading 1", "A"), ("Normal", "x."), header))
    comments = '<w:comments xmlns:w="x"><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'
    made = draft_of(raw_word_file(**{"word/comments.xml": comments, "word/embeddings/a.bin": "x"}), "a.docx")
    assert "2 comments" in dropped(made) and "1 embedded file" in dropped(made)


def test_tracked_changes_are_taken_as_accepted_and_mentioned():
    body = (
        "<w:p><w:ins w:id='1'><w:r><w:t>New.</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>Old.</w:delText></w:r></w:del></w:p>"
    )
    made = draft_of(raw_word_file(body), "a.docx")
    assert shape(made)[1][0][1] == ["<p>New.</p>"]
    assert "tracked changes" in notes(made)


def test_a_style_of_ones_own_loses_its_looks_and_not_its_words():
    def own(document):
        document.styles.add_style("Fancy", 1)
        document.add_paragraph("Fancy words.", style="Fancy")

    made = draft(("Heading 1", "A"), own)
    assert shape(made)[1][0][1] == ["<p>Fancy words.</p>"]
    assert "Fancy" in notes(made)


def test_a_style_map_inside_the_file_is_not_obeyed():
    made = draft_of(raw_word_file(**{"mammoth/style-map": "p => !"}), "a.docx")
    assert shape(made)[1][0][1] == ["<p>Words.</p>"]
