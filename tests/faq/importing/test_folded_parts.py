"""Folded parts of every make: what opens a part is a question, the part its answer, open or closed."""

import pytest

from tests.faq.documents import draft_of, dropped, shape

YES, NO = "<p>Yes, on Fridays.</p>", "<p>No, not yet.</p>"
WANTED = [("Do you see children?", ["<p>Yes, on Fridays.</p>"]), ("Prices", ["<p>No, not yet.</p>"])]
MAKES = {
    "Bootstrap 3": """
        <div class="panel-group"><div class="panel"><div class="panel-heading"><h4 class="panel-title">
        <a data-toggle="collapse" href="#one">Do you see children?</a></h4></div>
        <div id="one" class="panel-collapse collapse in"><div class="panel-body">{yes}</div></div></div>
        <div class="panel"><div class="panel-heading"><h4><a data-toggle="collapse" href="#two">Prices</a></h4></div>
        <div id="two" class="panel-collapse collapse"><div class="panel-body">{no}</div></div></div></div>""",
    "Bootstrap 5": """
        <div class="accordion"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button"
        data-bs-toggle="collapse" data-bs-target="#one">Do you see children?</button></h2>
        <div id="one" class="collapse show">{yes}</div></div><div class="accordion-item"><h2><button
        data-bs-toggle="collapse" data-bs-target="#two">Prices</button></h2><div id="two" class="collapse">{no}</div>
        </div></div>""",
    "Divi": """
        <div class="et_pb_toggle"><h5 class="et_pb_toggle_title">Do you see children?</h5>
        <div class="et_pb_toggle_content">{yes}</div></div><div class="et_pb_toggle et_pb_toggle_close">
        <h5 class="et_pb_toggle_title">Prices</h5><div class="et_pb_toggle_content" hidden>{no}</div></div>""",
    "Squarespace": """
        <ul><li class="accordion-item"><h4><button aria-expanded="false" aria-controls="one"><span>Do you see children?
        </span></button></h4><div id="one" role="region">{yes}</div></li><li class="accordion-item"><h4><button
        aria-expanded="false" aria-controls="two">Prices</button></h4><div id="two">{no}</div></li></ul>""",
    "Wix": """
        <div><div role="heading" aria-level="3"><button aria-expanded="false" id="b1">Do you see children?
        </button></div>
        <div role="region" aria-labelledby="b1" aria-hidden="true">{yes}</div></div><div><div role="heading"><button
        aria-expanded="false" id="b2">Prices</button></div><div role="region" aria-labelledby="b2">{no}</div></div>""",
    "jQuery UI tabs": """
        <div id="tabs"><ul><li><a href="#tabs-1">Do you see children?</a></li><li><a href="#tabs-2">Prices</a></li></ul>
        <div id="tabs-1">{yes}</div><div id="tabs-2">{no}</div></div>""",
    "Bootstrap tabs": """
        <ul class="nav nav-tabs"><li><a data-toggle="tab" href="#one">Do you see children?</a></li>
        <li><a data-toggle="tab" href="#two">Prices</a></li></ul><div class="tab-content">
        <div class="tab-pane" id="one">{yes}</div><div class="tab-pane fade" id="two">{no}</div></div>""",
    "tabs without names": """
        <div role="tablist"><button role="tab">Do you see children?</button><button role="tab">Prices</button></div>
        <div role="tabpanel">{yes}</div><div role="tabpanel" hidden>{no}</div>""",
    "Elementor tabs, with a second row for phones": """
        <div role="tablist"><div role="tab" aria-controls="one">Do you see children?</div>
        <div role="tab" aria-controls="two">Prices</div></div><div><div role="tab" aria-controls="one">
        Do you see children?</div><div id="one">{yes}</div><div role="tab" aria-controls="two">Prices</div>
        <div id="two" hidden>{no}</div></div>
        """,
    "a box to tick": """
        <div><input type="checkbox" id="c1"><label for="c1">Do you see children?</label><div>{yes}</div>
        </div><div class="tab"><input type="checkbox" id="c2"><label for="c2">Prices</label>
        <div class="tab-content">{no}</div></div>""",
    "a program on a link": """
        <a href="javascript:;" onclick="show('one')">Do you see children?</a>
        <div id="one" style="display:none">{yes}</div>
        <a href="#" onclick="show('two')">Prices</a><div id="two" style="display:none">{no}</div>""",
    "names of a theme": """
        <div class="faq-item"><div class="faq-question">Do you see children?</div><div>{yes}</div></div>
        <div class="faq-item"><div class="faq-question">Prices <span>+</span></div><div hidden>{no}</div></div>""",
    "bare buttons": """
        <div><button><span>Do you see children?</span><span>+</span></button><div class="hidden">{yes}</div></div>
        <div><button>Prices</button><div class="hidden">{no}</div></div>""",
    "an item that is called a tab": """
        <div class="faq-item" role="tab"><div><span class="faq-question">Do you see children?</span></div>
        <div class="faq-content">{yes}</div></div><div class="faq-item" role="tab"><div class="faq-button"><span
        class="faq-question">Prices</span></div><div class="faq-content">{no}</div></div>""",
    "a list of terms": """
        <dl><dt><button aria-expanded="false">Do you see children?</button></dt><dd hidden>{yes}</dd>
        <dt>Prices</dt><dd>{no}</dd></dl>""",
    "WordPress details": """
        <details class="wp-block-details"><summary>Do you see children? <span>+</span></summary>{yes}</details>
        <details><summary><h3>Prices</h3></summary>{no}</details>""",
    "Elementor, items that fold by themselves": """
        <details id="i1" open><summary aria-controls="i1"><span class="e-n-accordion-item-title-header"><div> Do you see
        children? </div></span><span><i class="fas fa-minus"></i></span></summary><div role="region"
        aria-labelledby="i1">{yes}</div></details><details id="i2"><summary><div>Prices</div></summary>
        <div role="region">{no}</div></details>""",
    "Webflow, which calls the answer a menu": """
        <div class="w-dropdown"><div class="w-dropdown-toggle" id="t0" aria-controls="l0" aria-haspopup="menu"
        aria-expanded="false" role="button"><div class="w-icon-dropdown-toggle"></div><div>Do you see children?</div>
        </div><nav class="w-dropdown-list" id="l0" aria-labelledby="t0">{yes}</nav></div><div class="w-dropdown"><div
        id="t1" aria-controls="l1" aria-haspopup="menu" role="button">Prices</div><nav id="l1">{no}</nav></div>""",
    "HubSpot": """
        <div class="accordion_group"><div class="accordion_header"><button class="accordion_toggle"><span>Do you see
        children?</span></button></div><div class="accordion_content" style="max-height:0">{yes}</div></div>
        <div class="accordion_group"><div class="accordion_header"><button>Prices</button></div>
        <div class="accordion_content">{no}</div></div>""",
    "WPBakery": """
        <div class="vc_tta-panel" id="1"><div class="vc_tta-panel-heading"><h4><a href="#1"><span
        class="vc_tta-title-text">Do you see children?</span><i></i></a></h4></div><div class="vc_tta-panel-body">{yes}
        </div></div><div class="vc_tta-panel" id="2"><div class="vc_tta-panel-heading"><h4><a href="#2">Prices</a></h4>
        </div><div class="vc_tta-panel-body">{no}</div></div>""",
    "Yoast": """
        <div class="schema-faq-section"><strong class="schema-faq-question">Do you see children?</strong>
        <p class="schema-faq-answer">Yes, on Fridays.</p></div><div class="schema-faq-section"><strong
        class="schema-faq-question">Prices</strong> <p class="schema-faq-answer">No, not yet.</p></div>""",
    "Tailwind": """
        <dl><div><dt><button class="flex"><span>Do you see children?</span></button></dt><dd style="display:none">
        {yes}</dd></div><div><dt><button>Prices</button></dt><dd style="display:none">{no}</dd></div></dl>""",
    "microdata": """
        <div itemscope itemtype="https://schema.org/Question"><div itemprop="name">Do you see children?</div>
        <div itemprop="acceptedAnswer">{yes}</div></div><div itemscope itemtype="https://schema.org/Question">
        <span itemprop="name">Prices</span><div itemprop="acceptedAnswer">{no}</div></div>""",
}


def page(inside):
    return f"<html><head><title>Questions | Ash House</title></head><body><h1>Questions</h1>{inside}</body></html>"


@pytest.mark.parametrize("make", MAKES)
def test_it_opens(make):
    draft = draft_of(page(MAKES[make].format(yes=YES, no=NO)))
    assert shape(draft) == ("Questions", WANTED)
    assert dropped(draft) == ""


def test_a_button_that_names_nothing_goes_and_what_it_opens_stays():
    draft = draft_of(page(f"<p>One.</p><button aria-controls='x'>Read more</button><div id='x' hidden>{YES}</div>"))
    assert shape(draft)[1] == [("Questions", ["<p>One.</p>", "<p>Yes, on Fridays.</p>"])]
    assert "a button: “Read more”" in dropped(draft)


@pytest.mark.parametrize(
    "inside",
    [
        "<button>Send</button><p>Yes, on Fridays.</p>",
        "<div class='faq'><a href='#'>Book a visit today</a><p>Yes, on Fridays.</p></div>",
        "<div class='faq'><a href='#'>Back to top</a><p>Yes, on Fridays.</p></div>",
        "<ul><li><a href='#a'>Children</a></li><li><a href='#b'>Prices</a></li></ul><p>Yes, on Fridays.</p>",
        "<button data-toggle='modal' data-target='#m'>Book</button><p>Yes, on Fridays.</p>",
        "<a href='/book' role='button'>Book</a><p>Yes, on Fridays.</p>",
        "<button aria-haspopup='true' aria-controls='l'>Places</button><div id='l'><a href='/e'>East</a></div><p>x</p>",
    ],
)
def test_what_opens_nothing_here_is_no_question(inside):
    made = draft_of(page(inside + "<h2 id='a'>Who</h2><p>x.</p>"))
    assert {question.wording for question in made.questions} <= {"Questions", "Who"}


def test_the_end_of_a_text_behind_a_button_is_read():
    closed = "<span style='display:none'> And two.</span>"
    more = f"<p>One.<span>...</span>{closed}</p><button onclick='more()'>Read more</button>"
    assert "And two." in shape(draft_of(page(more)))[1][0][1][0]


def test_a_table_of_contents_opens_nothing():
    links = "<ul><li><a href='#a'>Is it far?</a></li><li><a href='#b'>Is it dear?</a></li></ul>"
    text = "<p id='a'><b>Is it far?</b></p><p>No.</p><p id='b'><b>Is it dear?</b></p><p>Yes.</p>"
    far, dear = '<a href="#a">Is it far?</a>', '<a href="#b">Is it dear?</a>'
    assert shape(draft_of(page(links + text)))[1] == [
        ("Questions", [f"<ul><li>{far}</li><li>{dear}</li></ul>"]),
        ("Is it far?", ["<p>No.</p>"]),
        ("Is it dear?", ["<p>Yes.</p>"]),
    ]


DATA = """<script type="application/ld+json">{"@graph": [{"@type": ["WebPage", "FAQPage"], "mainEntity": [
{"@type": "https://schema.org/Question", "name": "Can I bring my dog &amp; cat?",
 "acceptedAnswer": [{"@type": "Answer", "text": "<p>Yes.</p><ul><li>On a lead.</li></ul>"}]},
{"@type": "Question", "name": "Is it far?", "acceptedAnswer": {"text": "No."}}]}]}</script>"""


def test_questions_that_stand_in_the_data_only_are_taken_from_there():
    draft = draft_of(page(f"{DATA}<h2>Is it far?</h2><p>No.</p>"))
    assert shape(draft)[1] == [
        ("Is it far?", ["<p>No.</p>"]),
        ("Can I bring my dog & cat?", ["<p>Yes.</p>", "<ul><li>On a lead.</li></ul>"]),
    ]


@pytest.mark.parametrize(
    "data", ["{", "[1, null]", '{"@type": "Question"}', "[" * 5000, '{"@type":"Question","name":3}']
)
def test_broken_data_is_no_reason_to_fail(data):
    script = f'<script type="application/ld+json">{data}</script>'
    assert shape(draft_of(page(f"{script}<p>One.</p>")))[1] == [("Questions", ["<p>One.</p>"])]
