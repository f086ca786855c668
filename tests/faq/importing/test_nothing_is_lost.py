"""Every word of a page is in its draft or in the report of what was left out, whatever the page is made of."""

import random
import re
from html import unescape
from itertools import count

import pytest

from faq.importing.draft import Statement, Table
from tests.faq.documents import draft_of
from tests.faq.importing.test_folded_parts import MAKES

# `@` is a word of its own each time: nothing can hide behind another.
FRAGMENTS = [
    "<p>Take @ with water.</p>",
    "<h2>What is @?</h2><p>It is @.</p>",
    "<h2>About @</h2>",
    "<p><b>Is @ safe?</b><br>Mostly @.<br>Ask @.</p>",
    "<p><b>Is @ safe?</b> Mostly @.</p>",
    "<p><b>Dr @</b></p>",
    "<p>Q: Is @ new?<br>A: Since @.</p>",
    "<p>Bring:<br>- @<br>- @</p>",
    "<p>1. Do @.</p><p>Then rest @.</p><p>2. Do @.</p>",
    "<ol><li>@</li></ol><p>Mind @.</p><ul><li>@</li></ul><ol start=2><li>@</li></ol><ol start=7><li>@</li></ol>",
    "<ol><li>Is it @?<p>It is @.</p></li><li><b>And @?</b><ul><li>@</li></ul></li></ol>",
    "<ul><li><h4>@</h4><p>@.</p></li><li>@<ul><li>@</li></ul></li></ul>",
    "<table><tr><th>@</th><th>@</th></tr><tr><td>@</td><td>@</td></tr></table>",
    "<table><tr><td>Is @?</td><td>Yes, @.</td></tr><tr><td>And @?</td><td>No, @.</td></tr></table>",
    "<dl><dt>@</dt><dd>@.</dd></dl>",
    "<div class='hidden-phone'><p>Wide @.</p></div><div class='visible-phone'><p>Narrow @.</p></div>",
    "<div id='nav'><a href='/a'>@</a> <a href='/b'>@</a> <a href='/c'>@</a></div>",
    "<div class='sidebar'>@</div>",
    "<footer>@</footer>",
    "<p hidden>@</p>",
    "<button>@</button><p>After @.</p>",
    "<button aria-expanded='false'>@</button>",
    "<label for='x'>@</label><input id='x'>",
    "<div role='tab'>@</div><div role='tab'>@</div><div>@</div>",
    "<article><h3>@</h3>Read @.</article>",
    "<span>@</span><span>@</span><div style='display:block'>@</div>",
    "<details><summary>@</summary>@</details>",
    "<figure><img src='gone.png' alt='@'><figcaption>@</figcaption></figure>",
    "<blockquote>@<footer>@</footer></blockquote>",
    "<form><p>@</p><input></form>",
    "<h1>@</h1>",
    "<h3>Sources</h3><ul><li>@<ol><li>@</li></ol></li></ul><p>@<br>@</p>",
    "<p><b>References:</b></p><table><tr><td>@</td><td>@</td></tr><tr><td>@</td><td>@</td></tr></table>",
    "<h2>In short</h2><p>@ <b>@</b>.</p>",
    "<p>Share @</p><p>We use cookies for @. See @.</p>",
    *(make.format(yes="<p>Yes, @.</p>", no="<p>No, @.</p>").replace("children", "@") for make in MAKES.values()),
]


LONG = "Old makers put a page into one form, all of it, and such a page says more than a form would. " * 3


def words_in(draft):
    """All the words of a draft and of its report."""
    said = [
        draft.title,
        draft.asked_as,
        draft.short_answer,
        *draft.sources,
        *(what for what, _ in draft.ledger.dropped),
        *draft.ledger.notes,
    ]
    for question in draft.questions:
        said.append(question.wording)
        for part in question.parts:
            if isinstance(part, Statement):
                said.append(part.html)
            elif isinstance(part, Table):
                said += [*part.heading, *(cell for row in part.rows for cell in row)]
    return set(re.findall(r"zq\d+z", unescape(" ".join(said))))


@pytest.mark.parametrize("seed", range(150))
def test_every_word_is_somewhere(seed):
    dice, number = random.Random(seed), count()
    inside = "".join(dice.choice(FRAGMENTS) for _ in range(dice.randint(2, 9)))
    wrapped = dice.choice(
        ["{}", "<main>{}</main>", "<div><article>{}</article></div><p>Below @.</p>", f"<form><p>{LONG}</p>{{}}</form>"]
    )
    html = re.sub("@", lambda _: f"zq{next(number)}z", f"<title>T | S</title><h1>Start @</h1>{wrapped.format(inside)}")
    assert set(re.findall(r"zq\d+z", html)) - words_in(draft_of(html)) == set()
