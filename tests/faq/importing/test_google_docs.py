"""A document that Google saved as a web page keeps its title, its bold letters and its lists within lists."""

from tests.faq.documents import draft_of, dropped, shape

SHEET = """<style type="text/css">ul.lst-kix_a-0{list-style-type:none}.c0{font-weight:700}.c1{font-weight:400;
font-style:normal}.c3{font-style:italic}.c9{vertical-align:super;color:#000}.c5{text-decoration:line-through}</style>"""
END = '<p><span class="c0">When does it come off?</span></p><p><span class="c1">After six weeks.</span></p>'


def saved(inside):
    title = '<p class="c2 title" id="h.x"><span class="c8">Your cast</span></p>'
    body = f'{title}<h2 id="h.1"><span class="c1">May I shower?</span></h2>{inside}{END}'
    return f'<html><head>{SHEET}</head><body class="c7 doc-content">{body}</body></html>'


def part(level, *items, tag="ul", name="a", more=""):
    inside = "".join(f'<li class="c2 li-bullet-0"><span class="c1">{words}</span></li>' for words in items)
    return f'<{tag} class="c6 lst-kix_{name}-{level} start"{more}>{inside}</{tag}>'


def answer(inside):
    draft = draft_of(saved(inside))
    title, ((first, parts), last) = shape(draft)
    assert (title, first) == ("Your cast", "May I shower?")
    assert last == ("When does it come off?", ["<p>After six weeks.</p>"])
    return parts


def test_letters_look_as_the_style_sheet_says():
    words = '<p><span class="c1">With a </span><span class="c0">dry</span><span class="c1"> cover, </span>'
    more = '<span class="c3 c1">or</span> <span class="c0 c3">not</span> 10<span class="c9">9</span></p>'
    assert answer(words + more) == ["<p>With a <b>dry</b> cover, or <b><i>not</i></b> 10<sup>9</sup></p>"]


def test_struck_letters_are_left_out_and_named():
    draft = draft_of(saved('<p>For <span class="c5">two</span><span class="c1"> three days.</span></p>'))
    assert shape(draft)[1][0][1] == ["<p>For three days.</p>"]
    assert "struck-out words: “two”" in dropped(draft)


def test_lists_stand_within_lists():
    assert answer(
        part(0, "Dry it") + part(1, "with a bag", "with tape") + part(2, "not too tight") + part(0, "Rest")
    ) == [
        "<ul><li>Dry it<ul><li>with a bag</li><li>with tape<ul><li>not too tight</li></ul></li></ul></li>"
        "<li>Rest</li></ul>"
    ]
    ordered = (
        part(0, "Wash", tag="ol", more=' start="1"') + part(1, "soap") + part(0, "Dry", tag="ol", more=' start="2"')
    )
    assert answer(ordered) == ["<ol><li>Wash<ul><li>soap</li></ul></li><li>Dry</li></ol>"]


def test_two_lists_in_a_row_stay_two():
    assert answer(part(0, "One") + part(0, "Two", name="b")) == [
        "<ul><li>One</li></ul>", "<ul><li>Two</li></ul>",
    ]  # fmt: skip


def test_names_that_people_gave_say_nothing_of_letters():
    html = "<style>.lead{font-weight:700}</style><h1>A</h1><p class='lead'>Our hours are long</p><p>From 8 to 6.</p>"
    assert shape(draft_of(html)) == ("A", [("A", ["<p>Our hours are long</p>", "<p>From 8 to 6.</p>"])])
