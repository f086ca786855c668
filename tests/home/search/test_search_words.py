"""Words are compared by what they mean: endings, spelling, slips, synonyms, in English and in Spanish."""

import pytest

from home.search.help_cards.rules import called_for
from home.search.index.ranking import Index
from home.search.index.segment import Entry
from home.search.language.extracts import Reader
from home.search.language.words import language, tidy
from home.search.staff.counting import normalised

ENGLISH, SPANISH = language("en"), language("es")
TEXTS = [
    ("What is CRPS?", "CRPS", "Lasting pain in a limb, often with swelling, after a fracture."),
    ("Can CRPS spread?", "Does CRPS spread?", "It can spread to the other arm. Brain fog is something else."),
    ("What are the harms of ketamine?", "Ketamine", "Some people feel sick. Nobody knows the long-term harms."),
    ("Is it autoimmune?", "What causes CRPS?", "Inflammation plays a part. Antibodies were found."),
    ("Can I sleep better?", "Sleep", "A cool bedroom helps. Avoid coffee in the evening."),
]


@pytest.fixture
def index():
    return made(TEXTS)


def made(texts, code="en"):
    return Index([Entry(pk, pk, title, topic, (), body) for pk, (title, topic, body) in enumerate(texts)], code)


def first(index, typed):
    return next((TEXTS[pk][0] for pk in scores(index, typed)), None)


def scores(index, typed):
    """{id: score} of what is found, the best first."""
    return {pk: score for pk, _, score in index.find(index.understood(typed))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tumour", "tumors"),
        ("oedema", "edema"),
        ("paraesthesia", "paresthesias"),
        ("centre", "centers"),
        ("immunisation", "immunizations"),
        ("anaemic", "anemic"),
        ("spreading", "spreads"),
        ("diagnosis", "diagnosed"),
        ("medications", "medicine"),
        ("Sudeck's", "sudecks"),
        ("naïve", "naive"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one, other):
    assert ENGLISH.stems(one) == ENGLISH.stems(other)


def test_a_medication_is_neither_medical_nor_a_doctor():
    assert ENGLISH.stems("medication") != ENGLISH.stems("medical")
    assert SPANISH.stems("medicación") == SPANISH.stems("medicamento") != SPANISH.stems("médico")


@pytest.mark.parametrize(
    ("one", "other"), [("inflamación", "inflamaciones"), ("inflamacion", "inflamación"), ("dolores", "dolor")]
)
def test_spanish_words_have_spanish_endings_with_and_without_accents(one, other):
    assert SPANISH.stems(one) == SPANISH.stems(other)


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("ketamin", "What are the harms of ketamine?"),
        ("ketmaine", "What are the harms of ketamine?"),
        ("sweling", "What is CRPS?"),
        ("brainfog", "Can CRPS spread?"),
        ("auto immune", "Is it autoimmune?"),
        ("inflamation", "Is it autoimmune?"),
        ("antibody", "Is it autoimmune?"),
    ],
)
def test_a_slip_finds_what_was_meant(index, typed, finds):
    assert first(index, typed) == finds


def test_another_word_is_not_taken_for_a_slip(index):
    assert index.understood("lesson").suggestion == ""
    assert made([("How do clinicians examine you?", "CRPS", "")]).understood("ketamine").suggestion == ""


def test_a_known_word_is_never_corrected(index):
    assert index.understood("can sleep spread").suggestion == ""


def test_what_was_corrected_is_said(index):
    assert index.understood("ketmaine harms").suggestion == "ketamine harms"


def test_synonyms_find_each_other_and_count_no_more_than_the_word_itself(index):
    index.learn([(["insomnia", "sleep"], ["insomnia", "sleep"])])
    assert first(index, "insomnia") == "Can I sleep better?"
    plain = scores(made(TEXTS), "sleep")
    assert scores(index, "sleep")[4] == pytest.approx(plain[4])


def test_one_way_synonyms_lead_one_way_only(index):
    index.learn([(["special k"], ["ketamine"])])
    assert first(index, "special k") == "What are the harms of ketamine?"
    assert index.understood("ketamine").synonyms == []


NAME = "Normal pressure hydrocephalus"


def test_a_short_form_that_one_text_brings_in_finds_the_others_of_that_name():
    index = made(
        [
            ("What is it?", NAME, f"{NAME} (NPH) is water on the brain."),
            ("Who treats it?", NAME, "A team of several people."),
            ("Who treats pressure?", "Pressure", "Somebody else."),
        ]
    )
    assert {*[*scores(index, "nph")][:2]} == {0, 1}


def test_a_short_form_that_comes_later_is_known_too(index):
    index.change([7], [Entry(7, 7, "Who treats it?", NAME, (), f"{NAME} (NPH) is water on the brain.")])
    index.change([8], [Entry(8, 8, "Is walking hard?", NAME, (), "Often.")])
    assert 7 in scores(index, "nph")


def test_a_word_of_everyday_is_not_taken_for_a_short_form():
    index = made(
        [
            ("What are CAR cells?", "Cells", "A chimeric antigen receptor (CAR) helps them."),
            ("Can I go by car?", "Travel", "A car is fine. Have the car seat raised."),
            ("What is a receptor?", "Receptors", "An antigen receptor."),
        ]
    )
    assert index.understood("car").synonyms == []


def test_the_answer_about_a_topic_as_a_whole_comes_first_among_equals():
    texts = [(f"{asks} CRPS?", "CRPS", "Lasting pain in a limb.") for asks in ("What helps with", "What is", "Who has")]
    index = made(texts)
    assert [*scores(index, "crps")][0] == 1


def test_a_change_counts_at_once_and_what_is_dropped_is_gone(index):
    index.change([2], [Entry(9, 2, "Is walking good?", "Walking", (), "Walk a little each day.")])
    assert [*scores(index, "walking")] == [9]
    assert 2 not in scores(index, "ketamine harms")


def test_the_passage_is_the_part_that_says_it_with_its_kind():
    parts = [["", "Rest first. Then move."], ["early", "One small study saw less swelling. It had ten people."]]
    reader = Reader(set(ENGLISH.stems("swollen swelling")), ENGLISH.stem, rarity=lambda stem: 1.0)
    kind, passage = reader.best_passage(parts)
    assert (kind, passage) == ("early", "One small study saw less swelling. It had ten people.")
    assert [piece for piece, asked in reader.marked(passage) if asked] == ["swelling"]


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("i want to die", True),
        ("wanting it to end, I want to be dying", True),
        ("will I die of CRPS", False),
        ("should I stop my medicine", True),
        ("stop medicine side effects", False),
    ],
)
def test_a_rule_holds_when_all_its_words_are_typed(typed, called):
    assert called_for(["want die", "stop medicine -side"], typed.lower().replace(",", "").split(), ENGLISH) is called


@pytest.mark.parametrize(
    "typed",
    [
        "my name is Ann",
        "call me on 555 0100",
        "ann@example.org",
        "born 3/4/1980",
        "www.example.org",
        "one two three four five six seven eight",
    ],
)
@pytest.mark.django_db
def test_what_could_be_somebodys_own_is_counted_nowhere(typed):
    assert normalised(typed, "en") == ""


def test_what_is_counted_says_only_what_was_asked_for():
    assert normalised("What is the BEST sleep?", "en") == "best sleep"


def test_signs_that_nobody_sees_are_left_out():
    assert tidy("pa\u200bin\u202e \x00 and\r\nsleep") == "pain and sleep"
