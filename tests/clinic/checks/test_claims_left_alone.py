"""What only looks like a claim: “insurance” is “seguro”, which says “safe” too; a risk that rose names no cause."""

import json
from functools import cache

from clinic.meaning.classifier import Classifier, Labelled
from clinic.meaning.models import ANY_CLAIM, Subject
from clinic.meaning.seed import FOLDER, THRESHOLDS

FAMILIES = {"C01", "C06", "C12", "C16"}
FROM = THRESHOLDS[Subject.CLAIM, ANY_CLAIM]


@cache
def learned():
    """From the examples of harm, safety, speed and causes that every clinic begins with, and what looks like them."""
    rows = [json.loads(line) for line in (FOLDER / "claim.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = [(row["text"], FAMILIES & set(row["label"].split()), row["should_find"]) for row in rows]
    return Classifier.learn([Labelled(text, frozenset(found)) for text, found, is_one in labels if found or not is_one])


def claims_among(*sentences):
    scores = learned().scores(sentences).sum(axis=1)
    return [sentence for sentence, score in zip(sentences, scores, strict=True) if score >= FROM]


def test_prices_without_insurance_and_risks_are_no_claims():
    assert not claims_among(
        "It costs 300 dollars without insurance.",
        "Sin seguro, la consulta cuesta 200 dólares.",
        "With each limb affected, the risk for another one rose.",
        "The risk of spread was higher in people who already had it in two limbs.",
    )


def test_what_to_do_slowly_and_with_company_is_no_claim():
    assert not claims_among(
        "Go in slowly, and rest after it.",
        "Baje las escaleras despacio y luego siéntese.",
        "No tiene que llevar esto a solas.",
        "You do not have to go through it by yourself.",
    )


def test_what_is_called_safe_or_the_cause_is_found_as_ever():
    claims = [
        "Es un tratamiento seguro e indoloro.",
        "This is a safe and painless treatment.",
        "CRPS is caused by stress.",
        "You feel it work within the hour.",
        "No tiene ningún efecto secundario.",
    ]
    assert claims_among(*claims) == claims
