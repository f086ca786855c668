"""What staff paste is read by the importer's rules: nothing that was taken out comes back, nothing else is lost."""

import pytest

from faq.importing.draft import Refused
from faq.importing.pasting import LONGEST, MOST_NAMED, pasted
from tests.faq.documents import draft_of, dropped, shape

LISTS = ["unordered-list-item", "ordered-list-item"]
ALL = frozenset(["BOLD", "ITALIC", "SUPERSCRIPT", "SUBSCRIPT", "LINK", *LISTS, "header-two", "header-three"])
FEW = frozenset(["BOLD"])


def word(*paragraphs):
    """As Word 365 on Windows puts it on the clipboard."""
    head = (
        '<meta name=Generator content="Microsoft Word 15"><style><!-- span.Note{display:none;mso-hide:all} --></style>'
    )
    office = "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    body = "\r\n\r\n".join(f"<p class=MsoNormal{inside}<o:p></o:p></p>" for inside in paragraphs)
    return (
        f"<html><head>{head}{office}</head><body lang=EN-US><!--StartFragment-->{body}<!--EndFragment--></body></html>"
    )


def item(sign, words, level=1, number=0):
    style = f"margin-left:36.0pt;text-indent:-18.0pt;mso-list:l{number} level{level} lfo1"
    space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    ignored = f"<span style='mso-list:Ignore'>{sign}{space}</span>"
    return f" style='{style}'><![if !supportLists]><span style='font-family:Symbol'>{ignored}</span><![endif]>{words}"


def google(words, **style):
    told = ";".join(f"{name.replace('_', '-')}:{value}" for name, value in style.items())
    return (
        f'<span style="font-size:11pt;white-space:pre-wrap;font-weight:400;text-decoration:none;{told}">{words}</span>'
    )


TAKEN_OUT = {
    "a change that was followed": ("Take <del>300</del><ins>100</ins> mg", "<p>Take 100 mg</p>", "“300”"),
    "struck": ("<p>Rest <s>two</s> <strike>three</strike> four days</p>", "<p>Rest four days</p>", "“two”"),
    "Google's struck": (
        f'<b style="font-weight:normal" id="docs-internal-guid-1"><p>{google("Take ")}'
        f"{google('300', text_decoration='line-through')}{google('100 mg')}</p></b>",
        "<p>Take 100 mg</p>",
        "“300”",
    ),
    "a struck line with a rule below": (
        '<p>A <u style="text-decoration:underline line-through">B</u>C</p>',
        "<p>A C</p>",
        "“B”",
    ),
    "Word's change": (
        word("><span class=msoDel><del cite='mailto:A'>Stop</del></span><ins>Start</ins> it."),
        "<p>Start it.</p>",
        "“Stop”",
    ),
    "Word's comment": (
        word(
            "><a style='mso-comment-reference:A_1'>Call us</a><span class=MsoCommentReference><a class=msocomanchor"
            ' id="_anchor_1" href="#_msocom_1">[A1]</a>'
            '<span style="mso-special-character:comment">&nbsp;</span></span>.'
        ).replace(
            "<!--EndFragment-->",
            "<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'>"
            "<div id=_com_1 class=msocomtxt><p class=MsoCommentText>Who answers?</p></div></div></div>",
        ),
        "<p>Call us.</p>",
        "a comment: “Who answers?”",
    ),
    "a comment in a page from Google": (
        '<p>Rest<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>How long?</p></div>',
        "<p>Rest.</p>",
        "How long?",
    ),
    "hidden in Word": (
        word("><span style='display:none;mso-hide:all'>Ask Kim. </span>Rest."),
        "<p>Rest.</p>",
        "“Ask Kim.”",
    ),
    "hidden by a style of Word's": (word("><span class=Note>Ask Kim. </span>Rest."), "<p>Rest.</p>", "“Ask Kim.”"),
    "the line before a mail": (
        '<div style="display:none;max-height:0">Preview</div><div>Dear all</div>',
        "<p>Dear all</p>",
        "“Preview”",
    ),
    "spoken aloud only": ('<p>More<span class="sr-only"> about us</span></p>', "<p>More</p>", "“about us”"),
    "a picture": (
        '<p>Hand</p><img src="https://x.example/p.gif?who=1" alt="A hand">',
        "<p>Hand</p>",
        "the picture “A hand”",
    ),
    "a button": ("<p>Pain</p><button>Print</button>", "<p>Pain</p>", "“Print”"),
    "a menu": (
        '<nav><a href="https://a.example/">Home</a> <a href="https://a.example/b">About</a></nav><p>Rest it.</p>',
        "<p>Rest it.</p>",
        "a menu: “Home About”",
    ),
    "buttons to share by name": (
        '<p>Rest your knee well.</p><ul class="share-buttons"><li>Facebook</li><li>Email</li></ul>',
        "<p>Rest your knee well.</p>",
        "share buttons: “Facebook Email”",
    ),
    "buttons to share by address": (
        '<p>Rest.</p><div><a href="https://www.facebook.com/sharer.php?u=x">Like</a>'
        '<a href="https://wa.me/?text=x">Send</a></div>',
        "<p>Rest.</p>",
        "share buttons: “Like Send”",
    ),
    "words that share": (
        "<p>Rest.</p><p>Share this page: Facebook | Twitter</p>",
        "<p>Rest.</p>",
        "share buttons: “Share this page",
    ),
    "a banner about cookies": (
        "<div><p>We value your privacy.</p><p>We use cookies to improve your visit.</p><a href='https://a.example/c'>"
        "Manage settings</a></div><p>Rest.</p>",
        "<p>Rest.</p>",
        "a line about cookies: “We value your privacy.",
    ),
    "a line about cookies in Spanish": (
        "<p>Descanse.</p><p>Este sitio utiliza cookies.</p>",
        "<p>Descanse.</p>",
        "a line about cookies: “Este sitio",
    ),
    "a sentence about cookies among others": (
        "<p>Rest. Our site uses cookies. Drink.</p>",
        "<p>Rest. Drink.</p>",
        "a line about cookies: “Our site uses cookies.”",
    ),
    "a link that says a part of its address": (
        '<p>See <a href="parking.html">parking</a>, <a href="/map/">map</a>.</p>',
        "<p>See parking, map.</p>",
        "the link on “parking”; the link on “map”",
    ),
    "a link that runs": ('<p><a href="javascript:go()">Go</a> on</p>', "<p>Go on</p>", "the link on “Go”"),
}


@pytest.mark.parametrize(("html", "right", "told"), TAKEN_OUT.values(), ids=TAKEN_OUT)
def test_what_is_left_out_is_gone_and_named(html, right, told):
    found = pasted(html, "", ALL)
    assert found.html == right
    assert told in found.said


KEPT = {
    "powers": ("10<sup>9</sup>/L, H<sub>2</sub>O", "<p>10<sup>9</sup>/L, H<sub>2</sub>O</p>"),
    "links of a page that says where it stood": (
        '<base href="https://a.example/knee/"><p><a href="parking.html">Parking</a> <a href="/map/">map</a></p>',
        '<p><a href="https://a.example/knee/parking.html">Parking</a> <a href="https://a.example/map/">map</a></p>',
    ),
    "a page about cookies": ("<h2>Cookies</h2><p>We use cookies.</p>", "<h2>Cookies</h2><p>We use cookies.</p>"),
    "words like those of sites": (
        "<p>Cookies can wait.</p><p>Share your worries with us.</p><p>Print this page and bring it.</p>",
        "<p>Cookies can wait.</p><p>Share your worries with us.</p><p>Print this page and bring it.</p>",
    ),
    "a menu alone": (
        '<nav><a href="https://a.example/">Home</a></nav>',
        '<p><a href="https://a.example/">Home</a></p>',
    ),
    "words cut anywhere": (word("><span lang=EN-US>1</span><span>00 mg</span>"), "<p>100 mg</p>"),
    "words that only a style keeps apart": ("<p><b>Monday</b><span>8 am</span></p>", "<p><b>Monday</b> 8 am</p>"),
    "Google's powers": (f"<p>{google('10')}{google('9', vertical_align='super')}</p>", "<p>10<sup>9</sup></p>"),
    "marks across lines of the file": (
        "<p>One <sup>a</sup>\n<sub>b</sub>\r\n<b>c</b></p>",
        "<p>One <sup>a</sup> <sub>b</sub> <b>c</b></p>",
    ),
    "a phone, a mail": (
        '<a href="tel:+15551234">555 1234</a> <a href="mailto:a@b.example">us</a>',
        '<p><a href="tel:+15551234">555 1234</a> <a href="mailto:a@b.example">us</a></p>',
    ),
    "an address without who followed it": (
        '<a href="https://who.int/a?utm_source=mail&amp;id=7&amp;fbclid=z#q">WHO</a>',
        '<p><a href="https://who.int/a?id=7#q">WHO</a></p>',
    ),
    "an address inside another": (
        '<a href="https://www.google.com/url?q=https://who.int/a%3Fid%3D7%26gclid%3D1&amp;sa=D">WHO</a> '
        '<a href="https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwho.int%2Fb&amp;data=05">W</a>',
        '<p><a href="https://who.int/a?id=7">WHO</a> <a href="https://who.int/b">W</a></p>',
    ),
    "words in the style of Word's comments": (
        word("><span class=MsoCommentReference>4 %</span> of us"),
        "<p>4 % of us</p>",
    ),
    "Word's list": (
        word(item("·", "One"), item("o", "Two", level=2), item("·", "Three"), ">After"),
        "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul><p>After</p>",
    ),
    "Word's steps": (word(item("1.", "Sit"), item("2.", "Rest")), "<ol><li>Sit</li><li>Rest</li></ol>"),
    "steps that begin later": (word(item("3.", "Sit"), item("4.", "Rest")), "<p>3. Sit</p><p>4. Rest</p>"),
    "steps as Word on the web has them": (
        "<div><ol start=1><li>Sit</li></ol></div><div><ol start=2><li>Rest</li></ol></div>",
        "<ol><li>Sit</li><li>Rest</li></ol>",
    ),
    "Google's list in a list": (
        "<ul><li><p>One</p></li><ul><li><p>Two</p></li></ul><li><p>Three</p></li></ul>",
        "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>",
    ),
    "a table": (
        "<table><tr><th>Dose<th>When</tr><tr><td>10<sup>9</sup><td><p>8 am</p><p>noon</p></tr>"
        "<tr><td>2 mg<td></tr></table>",
        "<p><b>Dose | When</b></p><p>10<sup>9</sup> | 8 am; noon</p><p>2 mg | –</p>",
    ),
    "rows of a table alone": ("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", "<p>a | b</p><p>c | d</p>"),
    "lines of a mail": (
        "<div>Dear all</div><div><br></div><div>Rest &amp; wait.</div>",
        "<p>Dear all</p><p>Rest &amp; wait.</p>",
    ),
    "headings": ("<h1>Pain</h1><h4>Why?</h4>", "<h2>Pain</h2><h3>Why?</h3>"),
    "part of a line": ("<span>two&nbsp;days</span>", "<p>two days</p>"),
    "signs nobody sees": ("no side\u200e eff\u00adects\u202e", "<p>no side effects</p>"),
    "letters that look like tags": ("<p>if x &lt; 3 &amp;lt; y</p>", "<p>if x &lt; 3 &amp;lt; y</p>"),
}


@pytest.mark.parametrize(("html", "right"), KEPT.values(), ids=KEPT)
def test_what_the_editor_can_hold_is_kept(html, right):
    assert pasted(html, "", ALL).html == right


IN_FEW = {
    "10<sup>9</sup> H<sub>2</sub>O x<sup>-3</sup>": "10⁹ H₂O x⁻³",
    "2<sup>a+1</sup> 1<sup>st</sup> A<sup>®</sup> T<sub>max</sub> m<sup>k</sup>": "2^(a+1) 1st A® Tmax m^k",
    "<ul><li>One</li><li>Two<ol><li>In</li></ol></li></ul>": "• One\n• Two\n– 1. In",
    "<h2>Pain</h2><p>It<br>hurts.</p>": "Pain\nIt\nhurts.",
    "Take <del>3</del>1 &amp; <a href='tel:1'>call</a>": "Take 1 & call",
}


@pytest.mark.parametrize(("html", "right"), IN_FEW.items())
def test_a_field_without_marks_says_the_same(html, right):
    assert pasted(html, "", FEW).text == right
    assert "<sup>" not in pasted(html, "", FEW).html


LINES = {
    "The hand swells\nfor weeks.\nThen it cools.": "<p>The hand swells for weeks.</p><p>Then it cools.</p>",
    "Bring:\n• your card\n• a friend": "<p>Bring:</p><ul><li>your card</li><li>a friend</li></ul>",
    "- 5 °C": "<p>- 5 °C</p>",
    "Dose:\n300 mg\nDose:\n100 mg": "<p>Dose:</p><p>300 mg</p><p>Dose:</p><p>100 mg</p>",
    "See https://who.int/?utm_id=1 now\nor": '<p>See <a href="https://who.int/">https://who.int/</a> now or</p>',
    "a < b\n\n<b>c": "<p>a &lt; b</p><p>&lt;b&gt;c</p>",
}


@pytest.mark.parametrize(("text", "right"), LINES.items())
def test_plain_lines_are_paragraphs_and_lists(text, right):
    assert pasted("", text, ALL).html == right


@pytest.mark.parametrize(
    "html", ["", " ", "<p></p>", "<", "<<<>>>", "<td>", "</p></div>", "<table>", "<!--", "\0", "<p>" * 5000]
)
def test_no_clipboard_breaks_it(html):
    pasted(html, "", ALL)


@pytest.mark.parametrize(
    "html", ["<i>" * 400 + "deep", "a" * (LONGEST + 1), "<b>x</b>" * 40_000], ids=["deep", "long", "many"]
)
def test_what_no_person_pastes_is_refused_at_once(html):
    with pytest.raises(Refused):
        pasted(html, "", ALL)


def test_a_document_leaves_out_the_same():
    draft = draft_of("<h1>Dose</h1>" + "".join(html for html, _, _ in list(TAKEN_OUT.values())[:2]))
    assert shape(draft)[1][0][1] == ["<p>Take 100 mg</p>", "<p>Rest four days</p>"]
    assert "“300”" in dropped(draft)


@pytest.mark.django_db
def test_the_editor_is_answered_in_its_own_words(staff):
    asked = {"html": "Take <del>300</del>10<sup>9</sup>", "can": "BOLD SUPERSCRIPT"}
    answer = staff("writer").post("/admin/paste/", asked).json()
    [block] = answer["content"]["blocks"]
    assert (block["text"], block["inlineStyleRanges"]) == (
        "Take 109",
        [{"offset": 7, "length": 1, "style": "SUPERSCRIPT"}],
    )
    assert staff("writer").post("/admin/paste/", {"html": "<h2>Why?</h2><p>x</p>"}).json()["apart"] == [True, False]
    assert (answer["text"], answer["said"]) == ("Take 10⁹", "Left out: struck-out words: “300”.")
    assert staff("writer").post("/admin/paste/", {"html": "<i>" * 400}).status_code == 413
    assert staff("writer").get("/admin/paste/").status_code == 405


def test_what_has_no_place_in_the_line_is_told_too(staff):
    struck = "".join(f"<p>a <s>old {number}</s></p>" for number in range(MOST_NAMED + 2))
    answer = staff("writer").post("/admin/paste/", {"html": struck}).json()
    assert "and 2 more" in answer["said"]
    assert [f"old {number}" in what for number, what in enumerate(answer["rest"], MOST_NAMED)] == [True, True]


def test_a_link_within_the_page_it_was_copied_from_leads_nowhere_here():
    found = pasted("<p>See <a href='#pain'>where it hurts</a>.</p>", "", ALL)
    assert (found.html, found.said) == ("<p>See where it hurts.</p>", "")
