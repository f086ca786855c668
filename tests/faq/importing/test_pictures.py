"""Pictures come from inside the document or from its own folder, never from the network, and only real pictures."""

import base64

import pytest
from PIL import Image

from faq.importing.draft import Picture, Statement
from faq.importing.outline.pictures import MOST_PICTURES
from tests.faq.documents import draft_of, dropped, picture, raw_word_file


def inside(data, kind="image/png"):
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def page(src, more=""):
    return f'<h1>A</h1><p>Words.</p><p><img src="{src}" alt="A hand" {more}></p>'


def refused(src, **options):
    draft = draft_of(page(src), **options)
    assert not draft.parts(Picture)
    assert "the picture “A hand”" in dropped(draft)
    return dropped(draft)


@pytest.mark.parametrize(("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "gif")])
def test_a_picture_inside_the_page_is_kept(kind, extension):
    found = draft_of(page(inside(picture(kind)))).parts(Picture)[0]
    assert (found.extension, found.width, found.height, found.alt) == (extension, 60, 40, "A hand")


def test_its_kind_is_seen_from_its_bytes_not_from_what_it_claims():
    assert draft_of(page(inside(picture("JPEG"), "image/gif"))).parts(Picture)[0].extension == "jpg"


def test_a_caption_stays_with_its_picture():
    html = f"<h1>A</h1><figure><img src='{inside(picture())}'><figcaption>Day one</figcaption></figure><p>x.</p>"
    found = draft_of(html).parts(Picture)[0]
    assert (found.caption, found.alt) == ("Day one", "")


BELOW = {
    "wordpress": "<div class='wp-caption'><a href='x.jpg'>{}</a><p class='wp-caption-text'>Day one</p></div>",
    "a gallery": "<dl class='gallery-item'><dt>{}</dt><dd class='wp-caption-text gallery-caption'>Day one</dd></dl>",
    "an encyclopedia": "<div class='thumbinner'>{}<div class='thumbcaption'>Day <i>one</i></div></div>",
    "small letters": "<center>{}<br><small>Day one</small></center>",
    "slanted letters": "<p>{}</p><p><em>Day one</em></p>",
    "a line": "<p>{}<br>Day one</p>",
    "a frame": "<div class='alignleft'>{}<br>Day one</div>",
    "a table": "<table><tr><td>{}</td></tr><tr><td>Day one</td></tr></table>",
}
BESIDE = {
    "text": "<p>{} Our yard is large.</p>",
    "text that begins in slanted letters": "<p>{}<em>Note</em> that our yard is closed.</p>",
    "a card": "<div class='card'>{}<p>We treat pain.</p></div>",
    "a question": "<p>{}<br><b>Where is it?</b></p><p>Here.</p>",
    "signs of a list": "<ul><li>{} Tea</li><li>{} Milk</li></ul>",
    "a letterhead": "<table><tr><td>{}</td><td>Elm Clinic</td></tr></table>",
}


def with_picture(around):
    return f"<h1>A</h1>{around}<p>x.</p>".replace("{}", f"<img src='{inside(picture())}'>")


@pytest.mark.parametrize("around", BELOW.values(), ids=BELOW)
def test_words_set_below_a_picture_are_its_caption(around):
    draft = draft_of(with_picture(around))
    assert [part.caption for part in draft.parts(Picture)] == ["Day one"]
    assert [part.words for part in draft.parts(Statement)] == ["x."]


def test_a_line_that_counts_or_credits_pictures_is_a_caption():
    for words in ("Figure 2. A hand", "Photo: Jane Bean", "Fig. 1: A hand"):
        draft = draft_of(with_picture(f"<p>{{}}</p><p>{words}</p>"))
        assert draft.parts(Picture)[0].caption == words


@pytest.mark.parametrize("around", BESIDE.values(), ids=BESIDE)
def test_other_words_beside_a_picture_are_none(around):
    assert {part.caption for part in draft_of(with_picture(around)).parts(Picture)} == {""}


def test_of_several_pictures_each_has_its_own_caption():
    one = "<figure>{}<figcaption>@</figcaption></figure>"
    both = one.replace("@", "A") + one.replace("@", "B")
    draft = draft_of(with_picture(f"<figure>{both}<figcaption>All</figcaption></figure>"))
    assert [part.caption for part in draft.parts(Picture)] == ["A", "B"]
    assert [part.words for part in draft.parts(Statement)] == ["All", "x."]


def test_the_caption_of_a_picture_that_is_missing_is_named_beside_it():
    draft = draft_of("<h1>A</h1><figure><img src='gone.png'><figcaption>Day one</figcaption></figure>"
                     "<p>Words.</p><h2>Why?</h2><p>So.</p>")  # fmt: skip
    assert "a caption: “Day one”" in dropped(draft)
    assert draft.short_answer == "<p>Words.</p>"


def test_a_picture_stands_after_the_paragraph_it_was_in():
    draft = draft_of(f"<h1>A</h1><p>One <img src='{inside(picture())}'> two.</p><p>Three.</p>")
    assert [type(part).__name__ for part in draft.questions[0].parts] == ["Statement", "Picture", "Statement"]


def test_a_picture_beside_the_document_is_kept(tmp_path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "a hand.png").write_bytes(picture())
    assert draft_of(page("page_files/a%20hand.png"), folder=tmp_path).parts(Picture)


@pytest.mark.parametrize("src", ["../secret.png", "/etc/passwd", "link.png", "gone.png", "x" * 5000])
def test_nothing_outside_the_documents_folder_is_read(tmp_path, src):
    (tmp_path / "secret.png").write_bytes(picture())
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    refused(src, folder=folder)


@pytest.mark.parametrize("src", ["https://example.org/a.png", "//example.org/a.png"])
def test_nothing_is_fetched_from_the_network(src, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *args: pytest.fail("went to the network"))
    assert "on another site" in refused(src)


def test_pictures_beside_an_uploaded_page_did_not_come_along():
    assert "did not come along" in refused("a_files/hand.png")


def test_a_drawing_that_can_hold_programs_is_refused():
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    assert "SVG" in refused(inside(svg, "image/svg+xml"))
    assert "SVG" in refused(inside(svg, "image/png"))


def test_too_many_dots_are_refused_before_they_are_decoded():
    assert "more than 50 megapixels" in refused(inside(picture(size=(9000, 6000))))


def test_more_than_ten_megabytes_are_refused(tmp_path):
    (tmp_path / "big.png").write_bytes(b"\x89PNG" + b"0" * 10_500_000)
    assert "larger than 10 MB" in refused("big.png", folder=tmp_path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>not a picture</html>", "not a JPEG"),
        (picture("BMP"), "not a JPEG"),
        (picture("JPEG", (400, 400))[:300], "damaged"),
        (picture("PNG", (400, 400))[:100], "damaged"),
        (picture(size=(1, 1)), "a dot or a spacer"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data, why):
    assert why in refused(inside(data))


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    moving = picture("GIF", save_all=True, append_images=frames)
    assert "moves" in refused(inside(moving))


def test_broken_data_addresses_are_refused():
    refused("data:image/png;base64,!!!!")
    refused("data:image/png,plain")
    refused("ftp://example.org/a.png")
    refused("")


def test_only_so_many_pictures_come_along():
    html = "<h1>A</h1><p>x</p>" + f"<img src='{inside(picture(size=(10, 10)))}'>" * (MOST_PICTURES + 1)
    draft = draft_of(html)
    assert len(draft.parts(Picture)) == MOST_PICTURES
    assert "only the first" in dropped(draft)


def test_a_word_file_does_not_reach_for_pictures_outside_it(monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda *args: pytest.fail("went to the network"))
    drawing = (
        '<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata '
        'r:link="rId7" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></v:shape>'
        "</w:pict></w:r><w:r><w:drawing><wp:inline xmlns:wp="
        '"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a='
        '"http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic='
        '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId7" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    relationship = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" '
        'Target="http://example.org/a.png"/></Relationships>'
    )
    draft = draft_of(raw_word_file(drawing, **{"word/_rels/document.xml.rels": relationship}), "a.docx")
    assert not draft.parts(Picture)
    assert "a picture: it is not in the Word file itself" in dropped(draft)
