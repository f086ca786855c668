"""What the demo content says, and how its files are read. Nothing here needs the database."""

import re

import pytest

from clinic.checks.claims.engine import Rule, hits_in
from clinic.checks.claims.seed import seed_rules
from faq.kinds import KINDS
from home.demo_content import reading, words

DEMO = reading.read()
STATEMENTS = list(reading.statements(DEMO))
TEXTS = [(where, re.sub(r"\]\([^)]*\)|\[", "", text)) for where, text in reading.texts(DEMO)]

# Words about cause, effect or safety, which an observation of the clinic may not hold.
MORE_THAN_SEEN = r"\b(caus|because|due to|helps?\b|works?\b|improv|better|effect|safe|treat|relie)"


# What it says ----------------------------------------------------------------------------------------------------


def test_a_statement_has_all_that_its_kind_asks_for():
    for where, statement in STATEMENTS:
        missing = [field for field in KINDS[statement.kind].requires if not getattr(statement, field)]
        assert not missing, (where, statement.text)


def test_an_observation_says_nothing_on_cause_effect_or_safety():
    for where, statement in STATEMENTS:
        if statement.kind == "clinic_sees":
            assert not re.search(MORE_THAN_SEEN, statement.text, re.IGNORECASE), where


def test_an_idea_of_the_clinic_stands_beside_what_is_known_and_names_sources():
    for where, statement in STATEMENTS:
        if statement.kind == "clinic_thinks":
            assert statement.what_is_known and statement.references and statement.experts_disagree, where


def test_a_number_of_people_has_a_source_in_the_same_statement():
    for where, statement in STATEMENTS:
        if re.search(r"\d+ (in|of|out of) |\d+ people|%", statement.text):
            assert statement.references or statement.figure, where


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
    for topic in DEMO.topics:
        sentences = re.findall(r"[^.!?]+[.!?]", topic.short_answer)
        assert len(topic.short_answer.split()) <= 60, topic.name
        assert len(sentences) <= 3, topic.name
        assert max(len(sentence.split()) for sentence in sentences) <= 25, topic.name


def test_no_paragraph_is_long():
    for where, text in TEXTS:
        for paragraph in re.split(r"\n\s*\n|\n- ", text):
            sentences = re.split(r"(?<=[.!?:])\s+", paragraph.strip())
            assert len(sentences) <= 3, (where, paragraph)
            assert max(len(sentence.split()) for sentence in sentences) <= 22, (where, paragraph)


def test_titles_fit_and_every_topic_leads_to_a_service_and_is_found_by_patients_words():
    for topic in DEMO.topics:
        assert len(topic.title) <= 65
        assert topic.services
        assert topic.related
        assert len(topic.asked_as) >= 4


def test_every_reference_is_used_and_says_who_was_counted():
    used = {name for _, statement in STATEMENTS for name in statement.references}
    assert set(DEMO.references) == used
    assert all(fields["counted"] for fields in DEMO.references.values())


def test_a_source_with_parts_still_to_be_checked_is_not_said_to_have_been_read():
    for fields in DEMO.references.values():
        assert fields["seen"] != "full"
        if "not yet checked" in fields["title"] + fields["authors"]:
            assert fields["seen"] == "not_verified" and "checked_on" not in fields


# How it is written -----------------------------------------------------------------------------------------------


def test_links_and_figures_become_what_the_editor_makes_of_them():
    text = "See [this](topic:a) & {{figure:b}}.\n\n- [one](word:c)\n- two"
    html = words.rich_text(text, {("topic", "a"): 7}, {"b": 3}, {"c": 5})
    assert html == (
        '<p>See <a linktype="page" id="7">this</a> &amp; <embed embedtype="key-figure" id="3"/>.</p>'
        '<ul><li><a linktype="glossary" id="5">one</a></li><li>two</li></ul>'
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "topics/does-crps-spread.toml",
            "subject =",
            "subjekt =",
            "does-crps-spread.toml: Topic does not know “subjekt”",
        ),
        ("topics/does-crps-spread.toml", "maleki-2000", "maleki", "there is no reference called “maleki”"),
        ("topics/does-crps-spread.toml", "{{figure:patients}}", "{{figure:gone}}", "there is no figure called “gone”"),
        ("topics/does-crps-spread.toml", "(topic:can", "(https:can", "leads to none of topic:, service:, page: or w"),
        ("topics/does-crps-spread.toml", 'block = "table"', 'block = "tabel"', "there is no block called “tabel”"),
        ("topics/does-crps-spread.toml", "seven-in", "eight-in", "no file called “eight-in-a-hundred.png”"),
        ("details.toml", 'name = "R', "name = R", "details.toml cannot be read"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(tmp_path, file, old, new, message):
    copy_of(tmp_path, file, old, new)
    with pytest.raises(reading.Mistake, match=re.escape(message)):
        reading.read(tmp_path)


def copy_of(folder, file, old, new):
    for source in reading.FOLDER.rglob("*.*"):
        target = folder / source.relative_to(reading.FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    changed = folder / file
    changed.write_text(changed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
