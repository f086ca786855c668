"""Documents to import, made in code; and the clinic's own page in three renditions."""

import io
import zipfile
from pathlib import Path

from docx import Document
from PIL import Image

from faq.importing.outline.outlining import outlined
from faq.importing.outline.pictures import Pictures
from faq.importing.reading.files import read

SAMPLES = Path(__file__).parent / "samples"
RENDITIONS = ["does-crps-spread.txt", "does-crps-spread.html", "does-crps-spread.docx"]
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sample(name):
    return (SAMPLES / name).read_bytes()


def draft_of(source, name="page.html", folder=None):
    """The draft that a document becomes; text is taken as UTF-8."""
    data = source.encode() if isinstance(source, str) else source
    return outlined(read(data, name), Pictures(folder))


def shape(draft):
    """The title and, for each question, its wording and the rich text of its statements."""
    return draft.title, [(question.wording, [part.html for part in question.parts]) for question in draft.questions]


def dropped(draft):
    return " | ".join(f"{what}: {why}" for what, why in draft.ledger.dropped)


def notes(draft):
    return " | ".join(draft.ledger.notes)


def word_file(*paragraphs):
    """A Word file of `(style, text)` paragraphs; a callable instead gets the document and adds what it likes."""
    document = Document()
    for paragraph in paragraphs:
        if callable(paragraph):
            paragraph(document)
        else:
            style, text = paragraph
            document.add_paragraph(text, style=style)
    return saved(document)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def raw_word_file(body="<w:p><w:r><w:t>Words.</w:t></w:r></w:p>", before="", **parts):
    """A Word file by hand: `body` inside the document, `before` above its root, further parts by path."""
    main = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": main} | parts)


def archive(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    return made.getvalue()


def picture(kind="PNG", size=(60, 40), **options):
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **options)
    return drawn.getvalue()
