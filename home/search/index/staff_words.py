"""What staff keep for search: synonyms, pins, cards, medicines, open questions; with the glossary's other names."""

from collections.abc import Iterable

from clinic.checks.claims.seed import lines
from clinic.content.language.plain_words import words_in
from clinic.meaning.models import Example, Subject, Threshold
from clinic.meaning.recognition import classifier, learn
from clinic.site.models import ClinicDetails
from faq.models import GlossaryTerm
from home.models import Medicine, PinnedAnswer, SearchCard, Synonym
from home.models.search_words import NOT_PRESCRIBED
from home.search.help_cards.rules import ANY_MEDICINE
from home.search.language.medicines import MedicineGroups, Medicines
from home.search.language.synonyms import Group
from home.search.language.words import Language, language


class StaffWords:
    """All of them, read once."""

    def __init__(self) -> None:
        self.groups = [(one.language, one.group) for one in Synonym.objects.all()]
        terms = GlossaryTerm.objects.filter(live=True).select_related("locale")
        self.groups += [(term.locale.language_code, (term.all_words,) * 2) for term in terms if len(term.all_words) > 1]
        details = ClinicDetails.objects.order_by("-site__is_default_site").first()
        self.conditions = details.names_of_condition if details else []
        groups = [[*typed, *meant] for _, (typed, meant) in self.groups]
        own = {name.lower() for name in self.conditions}
        alike = [name for group in groups if own & {name.lower() for name in group} for name in group]
        # With those in which staff have put one of them, in any language.
        self.names_of_condition = [*dict.fromkeys([*self.conditions, *alike])]
        self.pins = list(PinnedAnswer.objects.all())
        self.cards = list(SearchCard.objects.filter(is_on=True))
        medicines = [*Medicine.objects.filter(is_on=True)]
        self.names_of_medicines = [[*lines(one.names)] for one in medicines]
        self.medicines = Medicines(name for one in self.names_of_medicines for name in one)
        self.medicine_groups = groups_of(medicines)
        self.known = classifier(Subject.CARD)
        questions = Example.objects.in_use(Subject.QUESTION).filter(should_find=True)
        self.unanswered = tuple(questions.values_list("text", flat=True))
        self.thresholds = dict(Threshold.objects.filter(subject=Subject.CARD).values_list("label", "value"))

    def synonyms(self, code: str) -> list[Group]:
        """Those of staff and of the glossary, and all names of each medicine, whatever language they are in."""
        own = [group for language_code, group in self.groups if language_code == code]
        return own + [(names, names) for names in self.names_of_medicines if len(names) > 1]

    def all_words(self, code: str) -> list[str]:
        """Every phrase, so that a slip in one of them is put right too."""
        phrases = [phrase for typed, meant in self.synonyms(code) for phrase in {*typed, *meant}]
        phrases += [line for card in self.cards if card.language == code for line in card_words(card)]
        return phrases + [" ".join(name) for name in self.medicines.names]

    def pins_for(self, words: list[str], code: str) -> list[PinnedAnswer]:
        """The PinnedAnswers for exactly these words."""
        cut = language(code)
        typed = [cut.stem(word) for word in words]
        return [
            pin
            for pin in self.pins
            if pin.language == code and any(same(line, typed, cut) for line in lines(pin.typed))
        ]

    def learn(self) -> bool:
        """Learns from the examples of cards where they, or the medicines, have changed; says whether they have."""
        return learn(Subject.CARD, self.prepared, version=self.medicines.fingerprint)

    def card(self, level: str, code: str) -> SearchCard | None:
        """The card of a level in the language `code`, else in any: help in another language is better than none."""
        of_level = [card for card in self.cards if card.level == level]
        return min(of_level, key=lambda card: card.language != code, default=None)

    def threshold(self, level: str) -> float:
        """From which score on words mean this; 1 where nobody has said."""
        return self.thresholds.get(level, 1.0)

    def prepared(self, text: str) -> str:
        """`text` as meaning is learned and recognised: all medicines are one."""
        return self.medicines.masked(text, by=ANY_MEDICINE[0])


def groups_of(medicines: Iterable[Medicine]) -> MedicineGroups:
    """Of what somebody prescribes: alcohol, or a word for any medicine, is no other medicine."""
    names: dict[str, list[str]] = {}
    for one in medicines:
        if one.group and one.group not in NOT_PRESCRIBED:
            names.setdefault(one.group, []).extend(lines(one.names))
    return MedicineGroups(names)


def card_words(card: SearchCard) -> list[str]:
    """The words that must be typed; those after a minus are left out."""
    return [part for line in lines(card.typed) for part in line.split() if not part.startswith("-")]


def same(line: str, typed: list[str], cut: Language) -> bool:
    return [cut.stem(word) for word in words_in(line)] == typed
