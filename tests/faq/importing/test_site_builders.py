"""Whole pages as Wix and Squarespace save them: deep boxes, a top that repeats, closed parts, pictures shown later."""

import pytest

from faq.importing.draft import Picture
from tests.faq.documents import draft_of, dropped, picture

WIX = """<!doctype html><html><head><title>Questions | Elm Clinic</title></head><body><div id="SITE_CONTAINER">
<div id="masterPage" class="mesh-layout"><header id="SITE_HEADER"><div class="wixui-rich-text"><h1 class="font_0">Elm
Clinic</h1></div><wix-dropdown-menu><nav aria-label="Site"><ul><li><a href="/">Home</a></li></ul></nav>
</wix-dropdown-menu></header><main id="PAGES_CONTAINER"><div id="SITE_PAGES"><section id="comp-a"><div
data-testid="mesh-container-content"><div class="wixui-rich-text"><h2 class="font_2"><span>Questions</span></h2></div>
<div class="wixui-rich-text"><p class="font_8"><span>We answer&nbsp;what people ask.</span></p><p><span
class="wixGuard">&#8203;</span></p></div><wow-image><img alt="A doctor" src="a.png"></wow-image><div role="list">
<div role="listitem"><div role="heading" aria-level="3"><button aria-expanded="false" aria-controls="c1"><div>Do I need
a letter?</div></button></div><div id="c1" role="region" aria-hidden="true" style="height:0"><div><p><span>No, just
call.</span></p></div></div></div><div role="listitem"><div role="heading"><button aria-expanded="false"
aria-controls="c2"><div>Can I park?</div></button></div><div id="c2" role="region" aria-hidden="true"><p>Yes.</p></div>
</div></div></div></section></div></main><footer id="SITE_FOOTER"><p>©2024 by Elm Clinic. Proudly created with
Wix.com</p></footer></div></div></body></html>"""
SQUARESPACE = """<!doctype html><html><head><title>Questions — Elm Clinic</title></head><body><div id="siteWrapper">
<header id="header" class="header"><a href="/">Skip to Content</a><div class="header-title"><a href="/">Elm Clinic</a>
</div><div class="header-nav"><nav><a href="/faq">FAQ</a></nav></div><div class="header-menu"><nav><a href="/faq">FAQ
</a></nav></div></header><main id="page"><article class="sections" id="sections"><section class="page-section">
<div class="fluid-engine"><div class="fe-block"><div class="sqs-block html-block"><div class="sqs-html-content"><h1
style="white-space:pre-wrap;">Questions</h1><p>We answer what people ask.</p></div></div></div><div class="fe-block">
<div class="sqs-block image-block"><figure class="sqs-block-image-figure"><img data-src="a.png" data-load="false"
data-image="https://cdn.example/a.png" alt="A doctor"><noscript><img src="a.png" alt="A doctor"></noscript></figure>
</div></div></div></section><section class="page-section"><div class="sqs-block accordion-block"><ul><li
class="accordion-item"><h4><button aria-expanded="false" id="b0" aria-controls="d0"><span>Do I need a letter?</span><div
class="plus"></div></button></h4><div role="region" id="d0" aria-labelledby="b0"><p>No, just call.</p></div></li><li
class="accordion-item"><h4><button aria-controls="d1"><span>Can I park?</span></button></h4><div id="d1"><p>Yes.</p>
</div></li></ul></div></section></article></main><footer id="footer-sections"><p>Elm Clinic, 1 Elm St</p></footer>
</div></body></html>"""


@pytest.mark.parametrize("page", [WIX, SQUARESPACE], ids=["Wix", "Squarespace"])
def test_a_saved_page_keeps_its_text_and_loses_what_repeats(page, tmp_path):
    (tmp_path / "a.png").write_bytes(picture())
    draft = draft_of(page, folder=tmp_path)
    assert (draft.title, draft.short_answer) == ("Questions", "<p>We answer what people ask.</p>")
    assert [
        (question.wording, [part.alt if isinstance(part, Picture) else part.html for part in question.parts])
        for question in draft.questions
    ] == [("Do I need a letter?", ["A doctor", "<p>No, just call.</p>"]), ("Can I park?", ["<p>Yes.</p>"])]
    assert "the top of the page: “" in dropped(draft)
    assert "the foot of the page: “" in dropped(draft)
