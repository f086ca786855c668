"""The examples that every clinic starts with, read from examples/."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from clinic.meaning.models import A_CLINICIANS, ALONE, ANY_CLAIM, FOR_REVIEWER, Example, Subject, Threshold

FOLDER = Path(__file__).with_name("examples")
# Chosen on phrasings of each of five authors by what was learned from all others: see docs/recognition.md.
THRESHOLDS = {
    (Subject.CARD, "crisis"): 0.33,
    (Subject.CARD, ALONE): 0.75,
    (Subject.CARD, "danger"): 0.45,
    (Subject.CARD, "today"): 0.4,
    (Subject.CARD, "medicine"): 0.4,
    (Subject.CLAIM, ANY_CLAIM): 0.45,
    # On ordinary pages claims are rare, so that a reviewer's alarms must be rarer: decision 28.
    (Subject.CLAIM, FOR_REVIEWER): 0.9,
    (Subject.ADVICE, A_CLINICIANS): 0.4,
}


def add_first_examples() -> None:
    """Thresholds that are missing, and examples of what has none yet: what staff took out stays out.

    Something new, such as what is to be seen the same day, has no threshold yet. It takes over examples that were of
    something else, switched off or not.
    """
    begun = set(Example.objects.values_list("subject", flat=True).distinct())
    new = THRESHOLDS.keys() - set(Threshold.objects.values_list("subject", "label"))
    Example.objects.bulk_create(
        [one for one in first_examples() if one.subject not in begun or is_of(one, new)],
        update_conflicts=True,
        unique_fields=["subject", "text"],
        update_fields=["label", "changed_at"],
    )
    for (subject, label), value in THRESHOLDS.items():
        Threshold.objects.get_or_create(subject=subject, label=label, defaults={"value": value})


def is_of(example: Example, what: Collection[tuple[str, str]]) -> bool:
    return any((example.subject, label) in what for label in example.label.split())


def first_examples() -> Iterator[Example]:
    for subject in Subject.values:
        for file in sorted(FOLDER.glob(f"{subject}*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield Example(subject=subject, **json.loads(line))
