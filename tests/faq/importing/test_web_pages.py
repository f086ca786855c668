"""Of a saved web page only its own text comes along; whatever stood around it is reported."""

import pytest

from tests.faq.documents import draft_of, dropped, shape

TEXT = "<h1>Sleep</h1><p>One sentence of text that is the page itself.</p>"


def page(inside, head=""):
    return f"<!doctype html><html><head>{head}</head><body>{inside}</body></html>"


@pytest.mark.parametrize(
    ("around", "what"),
    [
        ("<nav><a href='/'>Home</a></nav>", "a menu: “Home”"),
        ("<div role='navigation'>Home</div>", "a menu: “Home”"),
        ("<header><p>Our Clinic</p></header>", "the top of the page: “Our Clinic”"),
        ("<footer>Call us</footer>", "the foot of the page: “Call us”"),
        ("<aside>Read too</aside>", "a side box: “Read too”"),
        ("<div id='cookie-notice'>We use cookies</div>", "a cookie banner: “We use cookies”"),
        ("<div class='comments-area'><h2>2 comments</h2>Nice</div>", "readers' comments: “2 comments Nice”"),
        ("<form><label>Name</label><input><button>Send</button></form>", "a form: “Name Send”"),
        ("<p class='breadcrumbs'>Home / Sleep</p>", "a breadcrumb: “Home / Sleep”"),
        ("<dialog open>Buy now</dialog>", "a pop-up: “Buy now”"),
    ],
)
@pytest.mark.parametrize("inside", ["<main>{around}{text}</main>", "{around}{text}"])
def test_furniture_is_left_out_and_reported(inside, around, what):
    draft = draft_of(page(inside.format(around=around, text=TEXT)))
    assert shape(draft) == ("Sleep", [("Sleep", ["<p>One sentence of text that is the page itself.</p>"])])
    assert what in dropped(draft)


def test_scripts_styles_and_hidden_comments_are_left_out_and_counted():
    draft = draft_of(page(f"<!-- note --><script>alert('<p>x</p>')</script>{TEXT}", "<style>p{color:red}</style>"))
    assert shape(draft)[1][0][1] == ["<p>One sentence of text that is the page itself.</p>"]
    assert "1 script" in dropped(draft) and "1 style sheet" in dropped(draft) and "1 hidden comment" in dropped(draft)


@pytest.mark.parametrize("tag", ["main", "article"])
def test_only_the_main_part_is_read(tag):
    draft = draft_of(page(f"<p>Advert</p><{tag}>{TEXT}</{tag}><p>Newsletter</p>"))
    assert len(draft.questions[0].parts) == 1
    assert "text: “Advert”" in dropped(draft) and "text: “Newsletter”" in dropped(draft)


def test_the_header_of_an_article_keeps_its_headline():
    draft = draft_of(page("<main><article><header><h1>Sleep</h1><nav>Top</nav></header><p>x.</p></article></main>"))
    assert shape(draft) == ("Sleep", [("Sleep", ["<p>x.</p>"])])


def test_a_headline_above_the_main_part_is_found_when_the_title_agrees():
    inside = "<header><h1>The Clinic</h1></header><h1>Sleep</h1><main><h2>Why?</h2><p>x.</p></main>"
    assert draft_of(page(inside, "<title>Sleep - The Clinic</title>")).title == "Sleep"


def test_text_hidden_by_style_is_text():
    """Folded answers are hidden until a script opens them."""
    draft = draft_of(page("<main><h1>Sleep</h1><h2>Why?</h2><div style='display:none'><p>Because.</p></div></main>"))
    assert shape(draft)[1] == [("Why?", ["<p>Because.</p>"])]


def test_things_from_other_sites_are_reported():
    draft = draft_of(
        page(f"<main>{TEXT}<iframe src='https://video.example/1'></iframe><video src='a.mp4'></video></main>")
    )
    assert "something shown from another site (https://video.example/1)" in dropped(draft)
    assert "a video (a.mp4)" in dropped(draft)


def test_marks_by_tag_and_by_style_survive():
    html = (
        "<h1>A</h1><p><strong>b</strong> <em>i</em> H<sub>2</sub>O m<sup>2</sup> "
        "<span style='font-weight:700'>b</span> <b style='font-weight:normal'>plain</b> <u>u</u></p>"
    )
    assert shape(draft_of(html))[1][0][1] == ["<p><b>b</b> <i>i</i> H<sub>2</sub>O m<sup>2</sup> <b>b</b> plain u</p>"]


def test_the_order_of_nested_marks_makes_no_difference():
    one, two = draft_of("<h1>A</h1><p><b><i>x</i></b></p>"), draft_of("<h1>A</h1><p><i><b>x</b></i></p>")
    assert shape(one) == shape(two) == ("A", [("A", ["<p><b><i>x</i></b></p>"])])


def test_line_breaks_survive_and_two_of_them_make_a_paragraph():
    assert shape(draft_of("<h1>A</h1><p>a<br>b<br><br>c&nbsp; d</p>"))[1][0][1] == ["<p>a<br/>b</p>", "<p>c d</p>"]


def test_a_list_belongs_to_the_line_that_announces_it():
    html = "<h1>A</h1><p>Signs are:</p><ul><li>one<ul><li>deep</li></ul></li><li>two</li></ul><ol><li>x</li></ol>"
    assert shape(draft_of(html))[1][0][1] == [
        "<p>Signs are:</p><ul><li>one<ul><li>deep</li></ul></li><li>two</li></ul>",
        "<ol><li>x</li></ol>",
    ]


def test_typed_bullets_become_a_list():
    html = "<h1>A</h1><p>Signs.</p><p>• one</p><p>·  <b>two</b></p>"
    assert shape(draft_of(html))[1][0][1] == ["<p>Signs.</p>", "<ul><li>one</li><li><b>two</b></li></ul>"]


def test_a_table_that_only_arranges_the_page_is_read_cell_by_cell():
    draft = draft_of("<table><tr><td><h1>A</h1><p>One.</p></td><td><h2>B</h2><p>Two.</p></td></tr></table>")
    assert (draft.short_answer, shape(draft)) == ("<p>One.</p>", ("A", [("B", ["<p>Two.</p>"])]))


def test_a_page_declared_in_an_older_encoding_is_read():
    draft = draft_of('<meta charset="windows-1252"><h1>Caf\xe9</h1><p>\x93So\x94</p>'.encode("latin-1"), "a.html")
    assert shape(draft) == ("Café", [("Café", ["<p>“So”</p>"])])


def test_direction_marks_and_invisible_letters_are_taken_out():
    assert draft_of("<h1>A\u202egnp.exe\u200b</h1><p>b</p>").title == "Agnp.exe"


@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<p onclick='alert(1)'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='jAva\tscript:alert(1)'>x</a>",
        "<math><mi xlink:href='data:x'>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
        "<template><script>alert(1)</script></template>",
    ],
)
def test_nothing_that_runs_gets_through(attack):
    html = "".join(
        html for _, statements in shape(draft_of(f"<h1>A</h1><p>Words.</p>{attack}"))[1] for html in statements
    )
    assert not any(sign in html.lower() for sign in ("script", "onerror", "onclick", "style", "data:", "<svg", "<img"))
