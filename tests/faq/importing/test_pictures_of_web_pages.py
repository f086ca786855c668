"""Where web pages keep their pictures: until a reader comes near, in several sizes, beside the headline."""

import base64

import pytest

from faq.importing.draft import Picture, Statement
from tests.faq.documents import draft_of, dropped, picture

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
WHY = "<h2>Does it hurt?</h2><p>No.</p>"


def inside(size):
    return "data:image/png;base64," + base64.b64encode(picture(size=size)).decode()


@pytest.fixture
def beside(tmp_path):
    """A folder with a small and a large picture."""
    (tmp_path / "s.png").write_bytes(picture(size=(120, 80)))
    (tmp_path / "l.png").write_bytes(picture(size=(300, 200)))
    return tmp_path


@pytest.mark.parametrize(
    ("img", "width"),
    [
        (f"<img src='{DOT}' data-lazy-src='s.png'>", 120),
        ("<img data-original='s.png'>", 120),
        ("<img data-src='https://cdn.example/s.png' data-orig-src='s.png'>", 120),
        ("<img srcset='s.png 300w, l.png 600w'>", 300),
        (f"<img src='{DOT}' data-srcset='l.png 2x, s.png'>", 300),
        ("<picture><source srcset='l.png'><img></picture>", 300),
        ("<img src='s.png' srcset='l.png 600w'>", 120),
        ("<img src='gone.png' srcset='l.png 600w'>", 300),
        (f"<img src='{inside((20, 10))}' data-src='s.png'>", 120),
        (f"<img src='{inside((400, 300))}' data-src='https://cdn.example/s.png'>", 400),
    ],
)
def test_a_picture_is_found_wherever_the_page_keeps_it(beside, img, width):
    draft = draft_of(f"<h1>A</h1><h2>Why?</h2><p>So.</p>{img}", folder=beside)
    assert [one.width for one in draft.parts(Picture)] == [width]
    assert dropped(draft) == ""


def test_a_blurred_likeness_does_not_stand_for_a_picture_that_did_not_come_along(beside):
    img = f"<img src='{inside((20, 10))}' data-src='https://cdn.example/x.png' alt='A hand'>"
    draft = draft_of(f"<h1>A</h1><p>So.</p>{img}", folder=beside)
    assert not draft.parts(Picture)
    assert "the picture “A hand”: it is on another site" in dropped(draft)


@pytest.mark.parametrize(
    "top",
    [
        "<h1>Scans</h1><img src='l.png' alt='A scanner'>",
        "<div class='page-banner'><div><img src='l.png' alt='A scanner'></div><h1>Scans</h1></div>",
        "<header class='entry-header'><h1>Scans</h1><div><img src='l.png' alt='A scanner'></div></header>",
    ],
)
@pytest.mark.parametrize("around", ["<main>{}{}</main>", "{}<main>{}</main>"])
def test_a_picture_beside_the_title_stays_and_the_words_below_are_the_short_answer(beside, top, around):
    words = f"<p>A scan is a picture.</p>{WHY}"
    draft = draft_of(f"<title>Scans</title>{around.format(top, words)}", folder=beside)
    assert (draft.title, draft.short_answer) == ("Scans", "<p>A scan is a picture.</p>")
    [question] = draft.questions
    assert [part.alt if isinstance(part, Picture) else part.words for part in question.parts] == ["A scanner", "No."]


def test_the_sign_of_the_house_beside_the_title_is_no_picture_of_the_page(beside):
    for sign in ("<img src='l.png' alt='Elm logo'>", "<a href='/'><img src='l.png'></a>"):
        top = f"<div>{sign}<h1>Scans</h1></div>"
        draft = draft_of(f"<title>Scans</title>{top}<main><p>A scan.</p>{WHY}</main>", folder=beside)
        assert not draft.parts(Picture)


def test_the_title_of_a_picture_in_a_gallery_is_its_caption(beside):
    slides = "".join(f"<div class='slide'><img data-src='{name}.png'><div class='image-slide-title'>{name}</div></div>"
                     for name in "sl")  # fmt: skip
    draft = draft_of(f"<h1>A</h1><h2>Where?</h2><p>Here.</p><div class='gallery'>{slides}</div>", folder=beside)
    assert [one.caption for one in draft.parts(Picture)] == ["s", "l"]
    assert [part.words for part in draft.parts(Statement)] == ["Here."]
