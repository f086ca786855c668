"""The kinds of knowledge a statement can be. Pure words: no Django."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """One kind of statement.

    `label` is what readers see, `choice` what staff choose from, `meaning` the plain explanation on the page
    about how we know, `requires` what a published statement of this kind must have: {field: message to staff}.
    """

    key: str
    label: str
    choice: str
    meaning: str
    requires: dict = field(default_factory=dict)

    @property
    def is_labelled(self) -> bool:
        return bool(self.label)


NEEDS_REFERENCE = "Choose at least one reference. This kind of statement must say what it rests on."

_KINDS = [
    Kind(
        "established",
        "Established evidence",
        "Established evidence (a guideline, a systematic review, or several studies that agree)",
        "Guidelines, careful reviews of many studies, or several studies in people agree on this.",
        {"references": NEEDS_REFERENCE},
    ),
    Kind(
        "early",
        "Early or mixed research",
        "Early or mixed research (small, single, animal or conflicting studies)",
        "There is research, but it is small, new, done in animals, or does not agree. It may turn out to be wrong.",
        {
            "references": NEEDS_REFERENCE,
            "why_unsure": "Say in one sentence why this is not certain.",
        },
    ),
    Kind(
        "published",
        "Published health information",
        "Published health information (from a health authority, a hospital, a maker or experts' standards: "
        "what to expect, warnings, rules)",
        "A health authority, a hospital, the maker of a device or a group of experts says this to the public. "
        "It is not a study, and often does not say how often something happens.",
        {
            "references": NEEDS_REFERENCE,
            "why_unsure": "Say in one sentence what the source does not say, such as how often it happens.",
        },
    ),
    Kind(
        "clinic_sees",
        "What we see at this clinic",
        "What we see at this clinic (an observation: nothing on cause, effect or safety)",
        "We have seen this in people we look after and we say how many. Nobody outside the clinic has checked it.",
        {"figure": "Choose the key figure that says how many people you counted, who, when and how."},
    ),
    Kind(
        "clinic_thinks",
        "What we think",
        "What we think (an idea of this clinic, not proven)",
        "This is an idea of our clinic. It is not proven and other specialists may disagree.",
        {"what_is_known": "Say what is known about this, with a link, so that readers can compare."},
    ),
    Kind(
        "plain",
        "",
        "No label (practical advice and pointers: nothing on what research found or what works)",
        "Sentences without a label give practical advice or point the way. They say nothing on what research found.",
    ),
]
KINDS = {kind.key: kind for kind in _KINDS}
LABELLED = [kind for kind in _KINDS if kind.is_labelled]
