"""Menus, feet and boxes of sites without the new tags, second copies and hidden words: left out, and named."""

import pytest

from tests.faq.documents import draft_of, dropped, shape

TEXT = "<h1>Bunions</h1><p>A bunion is a bump that grows slowly over the years.</p><p>Wear wide shoes.</p>"
WANTED = (
    "Bunions",
    [("Bunions", ["<p>A bunion is a bump that grows slowly over the years.</p>", "<p>Wear wide shoes.</p>"])],
)
LINKS = "<a href='/a'>Home</a> <a href='/b'>Doctors</a> <a href='/c'>Contact</a>"


@pytest.mark.parametrize(
    ("around", "named"),
    [
        (f"<div id='nav'>{LINKS}</div>", "a menu: “Home Doctors Contact”"),
        (f"<div class='main-navigation clearfix'>{LINKS}</div>", "a menu: “Home Doctors Contact”"),
        (f"<ul class='sf-menu sf-js'><li>{LINKS}</li></ul>", "a menu: “Home Doctors Contact”"),
        (f"<table><tr><td class='leftNav'>{LINKS}</td></tr></table>", "a menu: “Home Doctors Contact”"),
        (f"<div class='x1'>{LINKS}</div>", "a menu: “Home Doctors Contact”"),
        (
            f"<div id='menu-main'><ul><li>{LINKS}<div><h3>Team</h3><p>Meet us.</p></div></li></ul></div>",
            "a menu: “Home Doctors Contact Team Meet us.”",
        ),
        ("<div class='cc-window'>We use cookies</div>", "a cookie banner: “We use cookies”"),
        ("<p style='position:absolute; left:-9999px'>bunion city</p>", "hidden words: “bunion city”"),
        ("<div id='footer'>© Ash</div>", "the foot of the page: “© Ash”"),
        ("<center>Copyright 2019 Ash House</center>", "the foot of the page: “Copyright 2019 Ash House”"),
        ("<div class='site-footer-wrap'>© Ash</div>", "the foot of the page: “© Ash”"),
        ("<div id='masthead'>Ash House</div>", "the top of the page: “Ash House”"),
        ("<div class='sidebar-primary'>Read too</div>", "a side box: “Read too”"),
        ("<table><tr><td class='right_sidebar'>Read too</td></tr></table>", "a side box: “Read too”"),
        ("<div class='ad-banner'>Buy soles</div>", "an advertisement: “Buy soles”"),
        ("<div class='newsletter-box'>Sign up</div>", "a pop-up: “Sign up”"),
        ("<div class='related-posts'>More bumps</div>", "links to other pages: “More bumps”"),
        ("<a class='back-to-top' href='#'>Up</a>", "a button of the page: “Up”"),
        ("<span class='sr-only'>Skip</span>", "hidden words: “Skip”"),
        ("<p style='display: none'>bunion bunions</p>", "hidden words: “bunion bunions”"),
        (
            "<style>.seo { color: red; display:none }</style><p class='seo'>bunion town</p>",
            "hidden words: “bunion town”",
        ),
    ],
)
def test_it_is_left_out_and_named(around, named):
    draft = draft_of(f"<html><head><title>Bunions</title></head><body>{around}{TEXT}</body></html>")
    assert shape(draft) == WANTED
    assert named in dropped(draft)


@pytest.mark.parametrize(
    "words",
    [
        "<div class='content-sidebar-wrap'><p>One.</p></div>",
        "<div class='page-header'><h2>One</h2></div><p>x.</p>",
        "<div class='menu-advice'><p>Eat soup on the first day.</p></div>",
        "<p class='d-none d-md-block'>One.</p>",
        "<p class='hidden-xs'>One.</p>",
        "<div class='section-header'>One.</div>",
        "<div class='box-footer'>One.</div>",
        "<div class='so-panel widget'><p>One.</p></div>",
        "<div class='left-foot'><p>One.</p></div>",
        "<style>@media print { .note { display: none } }</style><p class='note'>One.</p>",
        "<ul><li><a href='https://a.example'>One</a></li><li><a href='https://b.example'>Two</a></li></ul>",
        "<h2>Why?</h2><div style='display:none'><p>Because.</p></div>",
    ],
)
def test_what_only_sounds_like_it_stays(words):
    draft = draft_of(f"<title>Bunions</title>{TEXT}{words}")
    assert "“" not in dropped(draft)


def test_what_stands_twice_for_two_sizes_of_screen_is_read_once():
    wide, narrow = "<div class='hidden-phone'>{}</div>", "<div class='visible-phone'>{}</div>"
    both = "<h2>What helps?</h2><p>Shoes.</p>"
    draft = draft_of(f"<title>Bunions</title>{TEXT}{wide.format(both)}{narrow.format(both)}")
    assert [question.wording for question in draft.questions] == ["What helps?"]
    assert "a second copy for other screens: “What helps? Shoes.”" in dropped(draft)


def test_a_warning_that_stands_twice_for_all_readers_stays_twice():
    warning = "<h2>{}</h2><p>Call 911 at once if you cannot breathe.</p>"
    draft = draft_of(f"<title>Bunions</title>{TEXT}{warning.format('At home')}{warning.format('Outside')}")
    assert [parts for _, parts in shape(draft)[1]] == [["<p>Call 911 at once if you cannot breathe.</p>"]] * 2


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p><span>Monday</span><span>8 to 5</span></p>", ["<p>Monday 8 to 5</p>"]),
        (
            "<div><a href='tel:1'>Call us</a><a href='tel:2'>or them</a></div>",
            ['<p><a href="tel:1">Call us</a> <a href="tel:2">or them</a></p>'],
        ),
        (
            "<p><b>H</b>ello <i>un</i><b>usual</b> H<sub>2</sub>O",
            ["<p><b>H</b>ello <i>un</i><b>usual</b> H<sub>2</sub>O</p>"],
        ),
        ("<p><span>pain</span><span>ful</span></p>", ["<p>painful</p>"]),
        ("<span style='display:block'>One</span><span style='display: block'>two</span>", ["<p>One</p>", "<p>two</p>"]),
    ],
)
def test_neighbours_are_not_glued(html, wanted):
    assert shape(draft_of(f"<h1>A</h1>{html}"))[1] == [("A", wanted)]


ENCODED = {
    "iso-8859-15": "5 € déjà",
    "windows-1250": "Příliš žluťoučký",
    "windows-1251": "Это больно",
    "koi8-r": "Это больно",
    "iso-8859-2": "žluť",
    "shift_jis": "痛みですか",
    "gb2312": "疼吗",
    "big5": "痛嗎",
    "euc-kr": "아파요",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_declared_encoding_is_read(encoding):
    words = ENCODED[encoding]
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={encoding}'>"
    html = f"<html><head>{meta}</head><body><h1>A</h1><p>{words}</p></body></html>"
    assert shape(draft_of(html.encode(encoding)))[1] == [("A", [f"<p>{words}</p>"])]


LAST_CHANGED = [
    "<p>Last updated: 3 May 2019</p>",
    "<div><small>Page last reviewed by <b>Dr. Jane Bean, MD</b> on 03/05/19</small></div>",
    "<p>Posted on <a href='/2019/'>May 3, 2019</a> by <a href='/bean'>Bean</a></p>",
    "<h5>Última actualización: 3 de mayo de 2019</h5>",
    "<p>Published: 3 May 2018 | Updated: 4 May 2019, 10:30 a.m.</p>",
    "<ul><li>Next review due: 2021-05</li></ul>",
]


@pytest.mark.parametrize("line", LAST_CHANGED)
def test_when_the_old_page_was_changed_is_left_out_and_named(line):
    draft = draft_of(f"<h1>Knees</h1><h2>Why?</h2><p>Wear.</p>{line}")
    assert shape(draft) == ("Knees", [("Why?", ["<p>Wear.</p>"])])
    assert "a line about when the page was changed: “" in dropped(draft)


def test_of_a_paragraph_only_its_line_about_the_date_is_left_out():
    draft = draft_of("<h1>Knees</h1><h2>Why?</h2><p>Wear.<br>Last modified 2019-05-03</p>")
    assert shape(draft)[1] == [("Why?", ["<p>Wear.</p>"])]


@pytest.mark.parametrize(
    "line", ["Reviewed studies of 2019 say that rest helps.", "Updated rules begin in May 2019.", "Open on 3 May 2019"]
)
def test_a_year_in_a_sentence_is_no_date_of_the_page(line):
    assert shape(draft_of(f"<h1>Knees</h1><h2>Why?</h2><p>{line}</p>"))[1] == [("Why?", [f"<p>{line}</p>"])]
