"""Sentences are recognised by what they mean, from examples that staff add to and switch off."""

import numpy as np
import pytest

from clinic.meaning.classifier import Classifier, Labelled, inverted
from clinic.meaning.encoder import vectors
from clinic.meaning.models import Example, Learned, Threshold
from clinic.meaning.recognition import classifier, learn
from clinic.meaning.seed import add_first_examples

COLD = ["My hand is freezing.", "The foot feels like ice.", "Her fingers are always cold.", "Tengo los pies helados."]
MONEY = ["What does a visit cost?", "Is there a bill to pay?", "Can I pay in instalments?", "¿Cuánto cuesta la visita?"]
OTHER = ["When do you open?", "I broke my wrist.", "Do you speak Spanish?", "¿Dónde puedo aparcar?", "Who was Sudeck?"]


@pytest.fixture(autouse=True)
def no_examples(request):
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        Example.objects.all().delete()


def learned():
    examples = [Labelled(text, frozenset({"cold"})) for text in COLD]
    examples += [Labelled(text, frozenset({"money"})) for text in MONEY]
    return Classifier.learn([*examples, *[Labelled(text, frozenset()) for text in OTHER]])


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("my toes feel icy all day", "cold"),
        ("siento la mano muy fría", "cold"),
        ("how expensive is the first appointment", "money"),
        ("¿qué precio tiene la consulta?", "money"),
    ],
)
def test_other_words_for_the_same_score_highest(sentence, label):
    known = learned()
    [scores] = known.scores([sentence])
    assert known.labels[scores.argmax()] == label


def test_the_nearest_example_explains_a_find():
    assert learned().nearest("the foot is like ice", "cold") == "The foot feels like ice."


def test_each_example_is_scored_by_the_others():
    known = learned()
    own = dict(zip(known.labels, known.left_out[0], strict=True))
    assert own["cold"] > own["money"]
    assert own["cold"] < known.scores([COLD[0]])[0][known.labels.index("cold")]


def test_what_the_others_say_of_an_example_is_what_is_learned_without_it(monkeypatch):
    monkeypatch.setattr("clinic.meaning.classifier.WORDS", 0)  # how rare a word is, is counted with the example
    known = learned()
    for left_out in (0, len(known.examples) - 1):
        others = [one for at, one in enumerate(known.examples) if at != left_out]
        [scores] = Classifier.learn(others).scores([known.examples[left_out].text])
        assert known.left_out[left_out] == pytest.approx(scores, abs=1e-3)


def added(text, label, **fields):
    return Example.objects.create(subject="card", text=text, label=label, **fields)


@pytest.mark.django_db
def test_examples_of_staff_count_as_soon_as_they_are_learned():
    for text in COLD:
        added(text, "cold")
    for text in OTHER:
        added(text, "", should_find=False)
    learn("card")
    before = classifier("card").scores(["how many euros is it"])
    last = [added(text, "money") for text in MONEY]
    assert classifier("card").labels == ["cold"]
    learn("card")
    assert classifier("card").labels == ["cold", "money"]
    Example.objects.filter(pk__in=[one.pk for one in last]).update(is_on=False)
    learn("card")
    assert classifier("card").scores(["how many euros is it"]) == pytest.approx(before, abs=1e-3)


@pytest.mark.django_db
def test_nothing_is_learned_again_while_nothing_changes(monkeypatch, django_assert_num_queries):
    added(COLD[0], "cold")
    assert learn("card")
    assert not learn("card")
    known = classifier("card")
    with django_assert_num_queries(1):
        assert classifier("card") is known


@pytest.mark.django_db
def test_only_what_is_new_is_encoded_again(monkeypatch):
    for text in COLD:
        added(text, "cold")
    learn("card")
    asked = []
    monkeypatch.setattr("clinic.meaning.classifier.vectors", lambda texts: asked.extend(texts) or vectors(texts))
    added("My knee is like ice.", "cold")
    assert learn("card")
    assert asked == ["My knee is like ice."]
    monkeypatch.undo()
    again = classifier("card").weights
    Learned.objects.all().delete()
    learn("card")
    assert classifier("card").weights == pytest.approx(again, abs=1e-6)


def test_words_that_mean_nothing_to_the_encoder_are_learned():
    known = Classifier.learn(
        [Labelled(text, frozenset({"cold"} if "zorp" in text else ())) for text in ("zorp hand", "zorp foot", *OTHER)]
    )
    assert known.scores(["zorp"]) > 2 * known.scores(["vlim"])


def test_a_large_matrix_is_inverted_in_parts():
    some = np.random.default_rng(1).normal(size=(1100, 40))
    alike = some @ some.T + np.eye(1100)
    assert np.allclose(inverted(alike.copy()) @ alike, np.eye(1100), atol=1e-6)


@pytest.mark.django_db
def test_without_examples_nothing_is_recognised():
    learn("card")
    assert classifier("card") is None
    added("When do you open?", "", should_find=False)
    learn("card")
    assert classifier("card") is None


def test_what_was_learned_can_be_kept():
    known = learned()
    again = Classifier.unpacked(known.packed())
    assert again.scores(["my icy foot"]) == pytest.approx(known.scores(["my icy foot"]), abs=1e-2)
    assert again.nearest("the foot is like ice", "cold") == COLD[1]


@pytest.mark.django_db
def test_an_installation_gets_the_examples_of_what_is_new_and_nothing_back_that_staff_took_out():
    Threshold.objects.filter(subject="card", label="today").delete()
    Example.objects.create(subject="card", text="when are you open", should_find=False)
    own = Example.objects.create(subject="card", label="danger", text="calf swollen and hot", is_on=False)
    add_first_examples()
    own.refresh_from_db()
    assert (own.label, own.is_on) == ("today", False)
    assert Example.objects.in_use("card").filter(label="today").count() > 100
    assert not Example.objects.filter(subject="card", label="medicine").exists()
    Example.objects.filter(label="today").delete()
    add_first_examples()
    assert not Example.objects.filter(label="today").exists()
