"""Whatever is imported by mistake or on purpose: one clear sentence, quickly, and nothing else."""

import io
import struct
import time
import zipfile

import pytest

from faq.importing.draft import Refused
from faq.importing.one_document import draft_from
from tests.faq.documents import CONTENT_TYPES, archive, draft_of, picture, raw_word_file, word_file

GOOD = word_file(("Heading 1", "A"), ("Normal", "x."))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

# Something that cannot be packed, so that the size is what is wrong and not the ratio.
NOISE = "<!--" + "".join(f"{number * 7919 % 1000003:x}" for number in range(60_000)) + "-->"


def refusal(data, name):
    """The sentence, which must come within seconds and name the file."""
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        draft_of(data, name)
    assert time.monotonic() - began < 3
    sentence = str(refused.value)
    assert f"“{name}”" in sentence and sentence.endswith(".") and "\n" not in sentence and len(sentence) < 250
    return sentence


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (picture(), "hand.png", "not a kind of file that can be read here"),
        (b"x", "README", "not a kind of file that can be read here"),
        (b"%PDF-1.7", "leaflet.pdf", "Import the document it was made from"),
        (OLE, "leaflet.doc", "old Word format"),
        (b"PK", "leaflet.docm", "macros"),
        (b"PK", "leaflet.odt", "Save it there as Word"),
        (b"{\\rtf1 x}", "leaflet.rtf", "save it as .docx"),
    ],
)
def test_the_wrong_kind_of_file(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_in_it(name, data):
    assert "empty" in refusal(data, name) or "not one inside" in refusal(data, name)


@pytest.mark.parametrize(
    "html",
    [
        "<p></p>",
        "<html><body><nav>Home</nav></body></html>",
        "<script>x</script>",
        "<hr>",
        "<img src='gone.png'>",
        "<!-- x -->",
    ],
)
def test_a_page_without_words_of_its_own(html):
    refusal(html, "a.html")


def test_a_word_file_without_words():
    assert "no words in it" in refusal(word_file(("Normal", " ")), "a.docx")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_fifty_megabytes(name):
    assert "larger than 10 MB" in refusal(b"<p>a</p> " * 6_000_000, name)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (GOOD, "a.txt", "is a Word file or another kind of package inside"),
        (GOOD, "a.html", "is a Word file or another kind of package inside"),
        (b"%PDF-1.7", "a.txt", "is a PDF inside"),
        (picture(), "a.md", "is a picture inside"),
        (b"<!DOCTYPE html><p>x</p>", "a.docx", "a web page inside"),
        (b"<!DOCTYPE html><p>x</p>", "a.txt", "Rename it to end in .html"),
        (b"Only words.", "a.html", "holds no HTML"),
        (b"Only words.", "a.docx", "not one inside"),
    ],
)
def test_a_name_that_does_not_match_the_bytes(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize("cut", [10, 100, len(GOOD) // 2, len(GOOD) - 10])
def test_a_broken_zip(cut):
    assert "damaged" in refusal(GOOD[:cut], "a.docx")


def test_a_zip_with_one_letter_changed():
    place = GOOD.index(b"word/document.xml") + 60
    broken = GOOD[:place] + bytes(byte ^ 0xFF for byte in GOOD[place : place + 20]) + GOOD[place + 20 :]
    assert "damaged" in refusal(broken, "a.docx")


def test_a_zip_bomb_is_refused_by_its_declared_sizes():
    assert "far more than a document holds" in refusal(
        raw_word_file(**{"word/media/a.png": b"0" * 210_000_000}), "a.docx"
    )
    assert "far more than a document holds" in refusal(
        raw_word_file(**{"word/media/a.png": b"0" * 3_000_000}), "a.docx"
    )


def test_a_zip_that_lies_about_its_sizes():
    """The directory says 100 bytes; reading stops there, and what follows is called damage."""
    data = bytearray(raw_word_file("<w:p><w:r><w:t>" + "word " * 200_000 + "</w:t></w:r></w:p>"))
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, entry + 24, 100)
    assert "damaged" in refusal(bytes(data), "a.docx")


def test_many_small_parts():
    many = {f"word/{number}.bin": "" for number in range(6000)}
    assert "far more than a document holds" in refusal(raw_word_file(**many), "a.docx")


def test_password_protected_files():
    assert "password" in refusal(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    locked = bytearray(GOOD)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    assert "password" in refusal(bytes(locked), "a.docx")


def test_an_old_word_file_with_a_new_name():
    assert "old Word format" in refusal(OLE + b"\0" * 500, "a.docx")


def test_a_zip_that_is_no_word_file():
    assert "holds no Word text" in refusal(archive({"xl/workbook.xml": "<x/>"}), "a.docx")
    assert "holds no Word text" in refusal(archive({}), "a.docx")


def test_macros():
    assert "macros" in refusal(raw_word_file(**{"word/vbaProject.bin": "x"}), "a.docx")


@pytest.mark.parametrize("before", [BOMB, '<!DOCTYPE x SYSTEM "file:///etc/passwd">', "<!DOCTYPE x>"])
def test_entity_tricks(before):
    assert "instructions no Word document needs" in refusal(raw_word_file(before=before), "a.docx")


def test_entity_tricks_in_a_part_with_another_ending():
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/a.png"/>'
        "</Relationships>"
    )
    hidden = raw_word_file(**{"_rels/.rels": relationships, "word/a.png": f"{BOMB}<x>&b;</x>"})
    assert "instructions no Word document needs" in refusal(hidden, "a.docx")


def test_xml_that_is_broken_or_nested_without_end():
    assert "damaged" in refusal(raw_word_file("<w:p>"), "a.docx")
    assert "damaged" in refusal(raw_word_file("<w:p>" * 5000 + "</w:p>" * 5000 + NOISE), "a.docx")


def test_a_book():
    assert "too long to be one topic" in refusal(raw_word_file(f"<w:p>{'<w:r/>' * 1_000_000}</w:p>" + NOISE), "a.docx")
    assert "a topic 400 at most" in refusal("\n".join(f"Paragraph number {n} is here." for n in range(500)), "a.txt")
    assert "too long to be one topic" in refusal("word " * 100_000, "a.md")


def test_names_that_lead_out_of_the_zip_are_only_names():
    made = raw_word_file(**{"../../evil.xml": "<x/>", "/etc/passwd": "x", "C:\\a": "x"})
    assert draft_of(made, "a.docx").questions[0].parts[0].html == "<p>Words.</p>"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_undecodable_bytes(name):
    assert "UTF-8" in refusal(b"<p>Caf\xe9 au lait</p>", name)


def test_an_encoding_nobody_here_reads():
    assert "utf-7" in refusal(b"<meta charset=utf-7><p>x</p>", "a.html")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_encodings_that_say_what_they_are(name, encoding):
    text = "Sleep\nCafé “so” it is." if name == "a.txt" else "<h1>Sleep</h1><p>Café “so” it is.</p>"
    assert draft_of(text.encode(encoding), name).questions[0].parts[0].html == "<p>Café “so” it is.</p>"


@pytest.mark.parametrize("data", [b"Sleep\nA\0b", "Sleep\nx.".encode("utf-16-le"), "Sleep\nx.".encode("utf-32")])
def test_nul_bytes(data):
    sentence = refusal(data, "a.txt")
    assert "not a text file" in sentence or "UTF-8" in sentence


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "x",
        "<b>" * 5000 + "x",
        "<table><tr><td>" * 500 + "x",
        "<ul><li>" * 500 + "x",
        "<p><button>" * 500 + "x",
        "<!-->" + "<div>" * 5000 + "-->",
        "<textarea><script></textarea>" + "<i>" * 5000 + "x",
        "<p>x</p>" * 70_000,
        "<p>" + "<br>" * 70_000,
    ],
)
def test_nesting_without_end(html):
    refusal(html, "a.html")


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "> " * 3000 + "x", "*a " * 5000, "`" * 5000, "![" * 3000 + "x", "<" * 5000 + "x", "- " * 3000 + "x"],
)
def test_markdown_made_to_be_slow(text):
    began = time.monotonic()
    try:
        draft_of(text, "a.md")
    except Refused as refused:
        assert "could not be read" not in str(refused)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "name",
    ["../../etc/a.txt", "C:\\temp\\a.txt", "a\r\nb.txt", "a\u202etxt.exe.txt", "x" * 300 + ".txt", "<b>.txt", "..txt"],
)
def test_odd_file_names_are_only_names(name):
    draft = draft_of("One short sentence that is not a heading.", name)
    assert not set(draft.title) & set("/\\\r\n\u202e") and len(draft.title) <= 65


def test_what_a_parser_trips_over_is_one_refused_file(monkeypatch, caplog):
    def trip(*args, **kwargs):
        raise RuntimeError("an error nobody thought of")

    monkeypatch.setattr("faq.importing.reading.markup.nh3.clean", trip)
    with pytest.raises(Refused, match="“a.html” could not be read. Save it again"):
        draft_from(b"<p>x</p>", "a.html", None)
    assert "nobody thought of" in caplog.text


def test_entries_compressed_in_a_way_nobody_knows():
    made = bytearray(GOOD)
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", made, made.index(sign) + place, 99)
    assert "damaged" in refusal(bytes(made), "a.docx")


def test_content_types_missing_is_no_reason_to_fail():
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw_word_file())) as good, zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", good.read("word/document.xml"))
    assert CONTENT_TYPES.encode() not in made.getvalue()
    assert draft_of(made.getvalue(), "a.docx").questions
