"""Advice that only a clinician can give, in words that nobody signs: recognised by what it means."""

from clinic.checks.claims.names_that_advise import FEWEST_TO_JUDGE, advice_in_name
from clinic.checks.text.disguised import ways_to_read
from clinic.checks.text.sentences import visible
from clinic.meaning.classifier import Classifier
from clinic.meaning.models import A_CLINICIANS, Subject, Threshold
from clinic.meaning.recognition import classifier

# "We are closed" alone says too little to be judged.
FEWEST_WORDS = 4


def advice_in(text: str, is_name: bool = False) -> list[str]:
    """One sentence for staff a line that may be such advice; by meaning none before anything was learned."""
    if is_name and len(text.split()) < FEWEST_TO_JUDGE:
        return advice_in_name(text)
    ways = [way for line in text.splitlines() for way in ways_to_read(visible(line))]
    lines = [line for line in ways if len(line.split()) >= FEWEST_WORDS]
    known = classifier(Subject.ADVICE) if lines else None
    return [told(line, known) for line in found(lines, known)] if known else []


def found(lines: list[str], known: Classifier) -> list[str]:
    threshold = Threshold.objects.filter(subject=Subject.ADVICE, label=A_CLINICIANS).first()
    scores = known.scores(lines)[:, known.labels.index(A_CLINICIANS)]
    least = threshold.value if threshold else 1.0
    return [line for line, score in zip(lines, scores, strict=True) if score >= least]


def told(line: str, known: Classifier) -> str:
    like = known.nearest(line, A_CLINICIANS)
    return f"“{line}” may be advice that only a clinician can give. It means much the same as “{like}”"
