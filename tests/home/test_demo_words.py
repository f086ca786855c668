"""What the demo content says, and how its files are read. Nothing here needs the database."""

import re

import pytest

from clinic.checks.claims.engine import Rule, hits_in
from clinic.checks.claims.seed import seed_rules
from faq.models import TopicPage
from faq.statement_kinds import KINDS
from home.demo_loading import files
from home.demo_loading.builder import as_first_published
from home.demo_loading.values import Known, of_block, rich_text
from tests.home.demo_words import FOLDERS, names_in, skeleton, statements, strings, texts

DEMO = files.read()
STATEMENTS = list(statements(DEMO))
TEXTS = [(where, re.sub(r"\]\([^)]*\)|\[", "", text)) for where, text in texts(DEMO)]

FOR_PARENTS = ("crps-in-children", "crps-and-school")

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


def test_what_its_own_source_calls_weak_is_not_established():
    weak = r"very low|did not (say|report)|most were small|muy baja|no (dijeron|informó)"
    for where, statement in STATEMENTS:
        if statement["kind"] == "established":
            sources = [DEMO["references"][name] for name in statement["references"]]
            assert not re.search(weak, statement["text"]), where
            assert any(not re.search(weak, one["counted"]) and "conflicts" not in one for one in sources), where


def test_no_number_of_the_clinic_stands_without_saying_that_it_is_made_up():
    assert all("made-up" in figure["unit"] for figure in DEMO["figures"].values())
    assert all("inventado" in figure["unit"] for figure in DEMO["es"]["site"]["figures"].values())
    for where, text in TEXTS:
        assert not re.search(r"(?i)\bof the last \d|we have (met|seen)\b|other families", text), where


def test_an_urgent_card_that_dials_the_clinic_does_not_send_readers_to_somebody_else_first():
    for name, topic in [*DEMO["topics"].items(), *DEMO["es"]["topics"].items()]:
        for card in (piece for asked in topic["questions"] for piece in asked["answer"] if piece.get("level")):
            said = card.get("action", "")
            if card["level"] in ("urgent", "non_urgent"):
                assert not re.search(r"first\.|child's own doctor|988|primero|pediatra", said), name
            if card["level"] == "urgent_other":
                assert card["heading"], name


def test_words_without_a_label_tell_of_no_finding():
    told = r"(?i)\b(manual|makers?|stud(y|ies)|trials?|reviews?) (warns?|tells? people|found|shows?|showed|says?)\b"
    for where, statement in STATEMENTS:
        if statement["kind"] == "plain":
            assert not re.search(told + r"|\bcan ease\b", statement["text"]), (where, statement["text"])


def test_an_emergency_card_says_that_nobody_should_drive_or_wait_or_names_the_line_for_a_crisis():
    for name, topic in [*DEMO["topics"].items(), *DEMO["es"]["topics"].items()]:
        for card in (piece for asked in topic["questions"] for piece in asked["answer"] if piece.get("level")):
            if card["level"] == "emergency":
                assert re.search("do not wait for a ride|no espere a que alguien|988", card["action"]), name


def test_spanish_that_names_988_says_which_key_is_for_spanish():
    for where, text in TEXTS:
        if where.startswith("es/") and "988" in text:
            assert "pulse 2 para español" in text, where


def test_spanish_does_not_say_almost_always_where_english_says_mostly():
    for where, text in TEXTS:
        assert not (where.startswith("es/") and "casi siempre" in text), where


def test_topics_for_parents_lead_to_no_service_for_adults():
    assert [DEMO["topics"][name]["services"] for name in FOR_PARENTS] == [["finding-care-for-a-child"]] * 2


def test_every_service_says_what_it_costs_or_that_it_says_so_before_booking():
    for said, words in ((DEMO, r"\d+ dollars|the price before"), (DEMO["es"], r"\d+ dólares|el precio antes")):
        for name, service in said["services"].items():
            assert re.search(words, service["how_to_book"]), name


def test_a_source_is_linked_where_it_was_published_or_not_at_all():
    copies = r"docslib|doczz|manualshive|metajournal|pharmacy|painpluscpn|ouci\.|slideshare|scribd|unipa"
    for name, fields in DEMO["references"].items():
        assert not re.search(copies, fields.get("url", "")), name


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
    parts |= {"guard": rule.get("guard", False), "only_if": rule.get("only_if", "")}
    return Rule(rule["id"], rule["title"], rule["severity"], **parts)


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
            longest = 25 if where.startswith("es/") else 22  # Spanish needs more words for the same.
            assert max(len(sentence.split()) for sentence in sentences) <= longest, (where, paragraph)


def test_titles_fit_and_every_topic_leads_to_a_service():
    for topic in DEMO["topics"].values():
        assert len(topic["title"]) <= 65
        assert topic["services"]
        assert topic["related"]


def test_every_page_is_found_by_patients_words():
    for language in (DEMO, DEMO["es"]):
        for folder in FOLDERS:
            for name, page in language[folder].items():
                assert len(page["asked_as"]) >= 4, name


@pytest.mark.parametrize(("folder", "name"), [(folder, name) for folder in FOLDERS for name in DEMO["es"][folder]])
def test_spanish_says_it_with_the_same_kinds_sources_links_and_numbers(folder, name):
    assert skeleton(DEMO["es"][folder][name]) == skeleton(as_first_published(DEMO[folder][name]))


def test_a_spanish_file_is_named_like_the_one_it_translates():
    for folder in FOLDERS:
        assert DEMO["es"][folder].keys() <= DEMO[folder].keys()


def test_what_is_needed_most_is_there_in_spanish():
    assert DEMO["es"]["services"].keys() == DEMO["services"].keys()
    assert {"contact", "privacy"} <= DEMO["es"]["pages"].keys()
    asked_most = {*DEMO["home"]["home"]["featured"], "is-it-spread-or-a-new-injury", "will-i-get-better"}
    at_home = {"crps-in-children", "crps-and-school", "how-can-family-and-friends-help", "what-can-i-do-in-a-flare-up"}
    to_act_on = {"burning-pain-and-other-signs", "crps-medicines", "when-to-get-urgent-help"}
    assert asked_most | at_home | to_act_on <= DEMO["es"]["topics"].keys()


def test_every_word_explained_in_english_is_explained_in_spanish_with_nothing_of_the_english():
    words = DEMO["es"]["site"]["glossary"]
    assert words.keys() == DEMO["glossary"].keys()
    for name, english in DEMO["glossary"].items():
        copied = [field for field in ("also_called", "stands_for", "say_it") if english.get(field)]
        assert not [field for field in copied if field not in words[name]], name


def test_every_source_of_a_spanish_page_says_in_spanish_who_was_counted():
    spanish, no_english = DEMO["es"]["references"], {"topics": {}, "services": {}}
    named = {name for _, one in statements(DEMO | no_english) for name in one.get("references", [])}
    assert named == spanish.keys()
    for name, words in spanish.items():
        english = {field: DEMO["references"][name][field] for field in words}
        assert skeleton(words) == skeleton(english), name
        assert ("conflicts" in words) == ("conflicts" in DEMO["references"][name]), name


ENGLISH = r"(?i)\b(the|about|and|with|people|pain|years?|months?|weeks?|of|is|are|your?)\b|\b\d+ (Jan|Feb|Mar|Apr|Aug)"


def test_no_english_stands_in_spanish_texts():
    for where, text in TEXTS:
        if where.startswith("es/"):
            assert not re.search(ENGLISH, text), where
    for name, words in DEMO["es"]["references"].items():
        assert not re.search(ENGLISH, words["counted"] + words.get("conflicts", "")), name


def test_every_reference_is_used_and_says_who_was_counted():
    used = {name for _, statement in STATEMENTS for name in statement.get("references", [])}
    assert set(DEMO["references"]) == used
    assert all(fields["counted"] for fields in DEMO["references"].values())


def test_what_is_not_known_of_a_source_is_left_out_and_how_much_was_read_is_said():
    """No doubtful words in what a patient reads: `seen` says it."""
    for name, fields in DEMO["references"].items():
        assert not re.search("check|verif", " ".join(fields[key] for key in ("title", "authors"))), name
        assert fields["seen"] != "full" and ("checked_on" in fields) == (fields["seen"] != "not_verified"), name


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
        ({"block": "care_card", "heading": "x" * 101}, "heading takes 100 letters, not 101"),
    ],
)
def test_what_cannot_become_a_block_is_a_mistake(piece, message):
    with pytest.raises(files.Mistake, match=re.escape(message)):
        of_block(QUESTIONS, [{"question": "Why?", "answer": [piece]}], Known())


class Anything(Known):
    """Knows whatever is named."""

    def __missing__(self, key):
        return 1


def test_every_text_on_a_topic_fits_its_field():
    for topic in [*DEMO["topics"].values(), *DEMO["es"]["topics"].values()]:
        assert of_block(QUESTIONS, topic["questions"], Anything())


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "details.toml").write_text("name = R")
    with pytest.raises(files.Mistake, match="details.toml cannot be read"):
        files.read(tmp_path)
