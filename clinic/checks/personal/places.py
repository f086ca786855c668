"""Towns, schools and firms: they tell who somebody is only beside a name, or by a post that one person has there."""

from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.listed_names import listed
from clinic.checks.personal.normalised import Word, Written
from clinic.checks.personal.vocabulary import PATTERNS

HOUSES = {"colegio", "escuela", "instituto", "hospital", "clinica", "parroquia", "universidad", "iglesia", "empresa"}
PARTICLES = {"de", "la", "las", "los", "del", "el", "of", "the", "y", "and", "san", "santa", "santo", "st"}

# What somebody does there, or where in it somebody lies.
OF_ONE = ("in_a_post", "at_work", "in_a_room")


def places_of_one(written: Written) -> Iterator[PersonalDatum]:
    """Places that tell who it is by themselves: the mayor of one, a child of one school, a bed in one ward."""
    for start, end, cue in runs(written):
        is_school = PATTERNS["pupil_at"].search(cue) and PATTERNS["school"].search(written.plain[start:end])
        if is_school or any(PATTERNS[name].search(cue) for name in OF_ONE):
            yield written.datum(Kind.PLACE, start, end)


def aged_in_a_town(written: Written) -> Iterator[PersonalDatum]:
    """An age and the town right after it: few people of one age live in one town."""
    ages = [*written.matches("any_age")]
    towns = [*runs(written)] if ages else []
    for age in ages:
        for start, end, _ in towns:
            between = written.plain[age.end() : start]
            if PATTERNS["between_age_and_town"].search(between) and not PATTERNS["a_way"].match(written.plain, end):
                yield written.datum(Kind.AGE, *age.span("age" if age["age"] else 0))
                yield written.datum(Kind.PLACE, start, end)


def places_beside(written: Written) -> Iterator[PersonalDatum]:
    """Every place: asked where somebody is named."""
    for start, end, cue in runs(written):
        if PATTERNS["before_a_town"].search(cue):
            yield written.datum(Kind.PLACE, start, end)


def runs(written: Written) -> Iterator[tuple[int, int, str]]:
    """Where words with capitals follow one another, "Villanueva de la Serena", with what stands before them."""
    words, place = written.words, 0
    while place < len(words):
        end = end_of_run(words, place)
        if end > place:
            start = words[place].start
            yield start, words[end - 1].end, written.plain[max(0, start - 60) : start]
        place = max(end, place + 1)


def end_of_run(words: list[Word], place: int) -> int:
    """The number of the word after a run that begins at `place`; `place` itself where none does."""
    end = place + 1 if words[place].plain in HOUSES else place
    for at in range(end, min(place + 7, len(words))):
        touches = at == place or words[at].start - words[at - 1].end == 1
        if not touches or not (is_of_a_place(words[at]) or words[at].plain in PARTICLES and at > place):
            break
        end = at + 1 if is_of_a_place(words[at]) else end
    return end if any(is_of_a_place(word) for word in words[place:end]) else place


def is_of_a_place(word: Word) -> bool:
    return word.capital and word.plain not in listed("never_names")
