"""What was learned from the examples of each subject: learned in the background, read by every process."""

import threading
from collections.abc import Callable

from clinic.meaning.classifier import NARROW, RIDGE, WORDS, Classifier
from clinic.meaning.encoder import ENCODER, Vectors
from clinic.meaning.models import Example, Learned

# The form of what is kept: after a change of it everything is learned anew. 2 keeps languages.
FORM = 2

_held: dict[str, tuple[str, Classifier]] = {}
_lock = threading.Lock()


def classifier(subject: str) -> Classifier | None:
    """What was learned last; None where nothing was. One query where that is what this process holds.

    A process reads it in a tenth of a second. While examples that have changed are being learned, the old ones count.
    """
    stamp = Learned.objects.filter(subject=subject).values_list("stamp", flat=True).first()
    if stamp is None:
        return None
    with _lock:
        if _held.get(subject, ("",))[0] != stamp:
            found = Learned.objects.get(subject=subject)
            _held[subject] = (found.stamp, Classifier.unpacked(bytes(found.data)))
        return _held[subject][1]


def learn(subject: str, prepare: Callable[[str], str] = str, version: str = "") -> bool:
    """Learns from the examples in use, where they have changed since it last did; says whether they have.

    `prepare`: what is done to an example before it is learned, and by callers to what is to be recognised; `version`:
    another value when that has changed. Some twenty seconds for 7,500 examples, a third less for a change of a
    few; in the worker or at the set-up.
    """
    stamp = f"{Example.objects.in_use(subject).stamp()} {version} {NARROW} {WORDS} {RIDGE} {FORM} {ENCODER}"
    if Learned.objects.filter(subject=subject, stamp=stamp).exists():
        return False
    examples = [one.labelled(prepare) for one in Example.objects.in_use(subject)]
    if any(one.labels for one in examples):
        data = Classifier.learn(examples, vectors_of(subject)).packed()
        Learned.objects.update_or_create(subject=subject, defaults={"stamp": stamp, "data": data})
    else:
        Learned.objects.filter(subject=subject).delete()
    return True


def vectors_of(subject: str) -> dict[str, Vectors]:
    """{example: its vector} of what was learned last, if this encoder made them."""
    last = Learned.objects.filter(subject=subject, stamp__endswith=ENCODER).first()
    return Classifier.unpacked(bytes(last.data)).known_vectors() if last else {}
