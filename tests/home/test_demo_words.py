"""What the demo content says, and how its files are read. Nothing here needs the database."""

import re

import pytest

from clinic.checks.claims.engine import Rule, hits_in
from clinic.checks.claims.seed import seed_rules
from faq.kinds import KINDS
from faq.models import TopicPage
from home.demo_content import files
from home.demo_content.values import Known, of_block, rich_text
from tests.home.demo_words import names_in, statements, strings, texts

DEMO = files.read()
STATEMENTS = list(statements(DEMO))
TEXTS = [(where, re.sub(r"\]\([^)]*\)|\[", "", text)) for where, text in texts(DEMO)]

# Words about cause, effect or safety, which an observation of the clinic may not hold.
MORE_THAN_SEEN = r"\b(caus|because|due to|helps?\b|works?\b|improv|better|effect|safe|treat|relie)"


# What it says ----------------------------------------------------------------------------------------------------


def test_a_statement_has_all_that_its_kind_asks_for():
    for where, statement in STATEMENTS:
        missing = [field for field in KINDS[statement["kind"]].requires if not statement.get(field)]
        assert not missing, (where, statement["text"])


def test_an_observation_says_nothing_on_cause_effect_or_safety():
    for where, statement in STATEMENTS:
        if statement["kind"] == "clinic_sees":
            assert not re.search(MORE_THAN_SEEN, statement["text"], re.IGNORECASE), where


def test_an_idea_of_the_clinic_stands_beside_what_is_known_and_names_sources():
    for where, statement in STATEMENTS:
        if statement["kind"] == "clinic_thinks":
            assert statement["what_is_known"] and statement["references"] and statement["experts_disagree"], where


def test_a_number_of_people_has_a_source_in_the_same_statement():
    for where, statement in STATEMENTS:
        if re.search(r"\d+ (in|of|out of) |\d+ people|%", statement["text"]):
            assert statement.get("references") or statement.get("figure"), where


def test_nothing_stands_there_that_the_claims_check_blocks():
    rules = [in_words(rule) for rule in seed_rules() if rule["severity"] == "BLOCK"]
    paragraphs = [(where, one) for where, text in TEXTS for one in re.split(r"\n\s*\n|\n?- ", text)]
    hits = [(where, hit.rule.id, hit.sentence) for where, one in paragraphs for hit in hits_in(rules, one)]
    assert len(rules) >= 7
    assert hits == []


def in_words(rule):
    parts = {name: tuple(rule[name].splitlines()) for name in ("patterns", "exceptions")}
    return Rule(rule["id"], rule["title"], rule["severity"], guard=rule.get("guard", False), **parts)


def test_the_claims_check_would_find_a_claim_in_a_demo_file():
    rules = [in_words(rule) for rule in seed_rules()]
    assert hits_in(rules, "This treatment has no side effects.")[0].rule.id == "C01"


def test_short_answers_are_short():
    for name, topic in DEMO["topics"].items():
        sentences = re.findall(r"[^.!?]+[.!?]", topic["short_answer"])
        assert len(topic["short_answer"].split()) <= 60, name
        assert len(sentences) <= 3, name
        assert max(len(sentence.split()) for sentence in sentences) <= 25, name


def test_no_paragraph_is_long():
    for where, text in TEXTS:
        for paragraph in re.split(r"\n\s*\n|\n- ", text):
            sentences = re.split(r"(?<=[.!?:])\s+", paragraph.strip())
            assert len(sentences) <= 3, (where, paragraph)
            assert max(len(sentence.split()) for sentence in sentences) <= 22, (where, paragraph)


def test_titles_fit_and_every_topic_leads_to_a_service_and_is_found_by_patients_words():
    for topic in DEMO["topics"].values():
        assert len(topic["title"]) <= 65
        assert topic["services"]
        assert topic["related"]
        assert len(topic["asked_as"]) >= 4


def test_every_reference_is_used_and_says_who_was_counted():
    used = {name for _, statement in STATEMENTS for name in statement.get("references", [])}
    assert set(DEMO["references"]) == used
    assert all(fields["counted"] for fields in DEMO["references"].values())


def test_a_source_with_parts_still_to_be_checked_is_not_said_to_have_been_read():
    for fields in DEMO["references"].values():
        assert fields["seen"] != "full"
        if "not yet checked" in fields["title"] + fields["authors"]:
            assert fields["seen"] == "not_verified" and "checked_on" not in fields


def test_every_name_in_a_text_stands_in_a_file():
    kinds = {"topic": "topics", "service": "services", "page": "pages", "word": "glossary", "figure": "figures"}
    named = {name for text in strings(DEMO) for name in names_in(text)}
    assert len(named) > 30
    assert [(kind, name) for kind, name in named if name not in DEMO[kinds[kind]]] == []


# How it is written -----------------------------------------------------------------------------------------------

QUESTIONS = TopicPage._meta.get_field("questions").stream_block


def test_links_and_figures_become_what_the_editor_makes_of_them():
    text = "## Where\n\nSee [this](topic:a) & {{figure:b}}.\n\n- [one](word:c)\n- two"
    html = rich_text(text, Known({("topic", "a"): 7, ("figure", "b"): 3, ("word", "c"): 5}))
    assert html == (
        '<h2>Where</h2><p>See <a linktype="page" id="7">this</a> &amp; <embed embedtype="key-figure" id="3"/>.</p>'
        '<ul><li><a linktype="glossary" id="5">one</a></li><li>two</li></ul>'
    )


@pytest.mark.parametrize(
    ("piece", "message"),
    [
        ({"kind": "plain", "txet": "x"}, "statement does not know “txet”"),
        ({"references": ["maleki"]}, "there is no reference called “maleki”"),
        ({"figure": "gone"}, "there is no figure called “gone”"),
        ({"text": "{{figure:gone}}"}, "there is no figure called “gone”"),
        ({"text": "[x](https://example.org)"}, "leads to none of topic:, service:, page: or word:"),
        ({"block": "tabel"}, "there is no block called “tabel”. Choose one of statement, steps"),
        ({"block": "picture", "image": {"image": "gone", "alt_text": "x"}}, "there is no picture called “gone”"),
    ],
)
def test_what_cannot_become_a_block_is_a_mistake(piece, message):
    with pytest.raises(files.Mistake, match=re.escape(message)):
        of_block(QUESTIONS, [{"question": "Why?", "answer": [piece]}], Known())


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "details.toml").write_text("name = R")
    with pytest.raises(files.Mistake, match="details.toml cannot be read"):
        files.read(tmp_path)
