"""Names of people: by what is said before them, by lists, and by capitals. Lower case and slips included."""

from collections.abc import Iterator

from clinic.checks.personal.datum import Kind, PersonalDatum
from clinic.checks.personal.listed_names import (
    is_given,
    is_only_surname,
    is_surname,
    is_unmistakable,
    is_word_too,
    listed,
)
from clinic.checks.personal.normalised import Word, Written
from clinic.checks.personal.vocabulary import PATTERNS

PARTICLES = {
    *("de", "del", "la", "las", "los", "y", "e", "da", "dos", "di", "el", "san"),
    *("van", "von", "der", "den", "al", "bin", "ibn", "ni", "mac", "mc", "st"),
}
MOST_WORDS = 5
LONGEST_CUE = 60


def names(written: Written) -> Iterator[PersonalDatum]:
    after = 0
    for place, word in enumerate(written.words):
        if place >= after and begins_a_name(written, place):
            after = end_of_name(written, place)
            yield written.datum(Kind.NAME, word.start, written.words[after - 1].end)


def begins_a_name(written: Written, place: int) -> bool:
    word = written.words[place]
    if word.plain in listed("never_names") or belongs_to_a_term(written, place) or is_a_town(written, place):
        return False
    return is_said_to_be_a_name(written, word, before(written, place)) or is_a_name_alone(written, place)


def is_a_town(written: Written, place: int) -> bool:
    """ "in Eugene" against "with Eugene"."""
    return written.words[place].plain in listed("towns") and bool(PATTERNS["in_a_town"].search(before(written, place)))


def before(written: Written, place: int) -> str:
    start = written.words[place].start
    return written.plain[max(0, start - LONGEST_CUE) : start]


def is_said_to_be_a_name(written: Written, word: Word, cue: str) -> bool:
    """By the words before it: the surer these are, the less the word itself has to look like a name."""
    if PATTERNS["introduced"].search(cue) or word.capital and is_of_a_family(written, word, cue):
        return True
    if PATTERNS["named"].search(cue):
        return is_unmistakable(word.plain) or word.capital and is_a_listed_name(word.plain)
    if PATTERNS["titled"].search(cue):
        return word.capital or is_only_surname(word.plain) or is_unmistakable(word.plain)
    if PATTERNS["related"].search(cue):
        return (
            is_unmistakable(word.plain) or word.capital or is_given(word.plain) and is_followed_as_a_name(written, word)
        )
    if PATTERNS["signed"].search(cue):
        return is_given(word.plain) and (not is_word_too(word.plain) or written.cased[word.start].isupper())
    return (
        bool(PATTERNS["being"].search(cue)) and is_given(word.plain) and (not is_word_too(word.plain) or word.capital)
    )


def is_of_a_family(written: Written, word: Word, cue: str) -> bool:
    """ "the Okonkwo family", "la familia Okonkwo"."""
    return bool(PATTERNS["of_a_family"].search(cue) or PATTERNS["family_after"].match(written.plain, word.end))


def is_a_name_alone(written: Written, place: int) -> bool:
    word = written.words[place]
    following = next_word(written, place)
    if is_unmistakable(word.plain):
        return True
    if following is None or following.plain in listed("never_names"):
        return word.capital and is_given(word.plain) and not is_word_too(word.plain)
    if word.opens and following.capital and is_a_listed_name(word.plain):
        return is_full_name(word, following)
    if (word.capital or word.opens) and following.capital and PATTERNS["speaking"].match(written.plain, word.end):
        return written.cased[word.start].isupper()
    if word.capital and following.capital:
        return is_full_name(word, following)
    if word.capital:
        return is_given(word.plain) and not is_word_too(word.plain)
    return is_given(word.plain) and not is_word_too(word.plain) and is_only_surname(following.plain)


def is_followed_as_a_name(written: Written, word: Word) -> bool:
    """ "my aunt hope has" against "my aunt may": a name in small letters that is a word, too."""
    return bool(PATTERNS["after_a_name"].match(written.plain, word.end))


def is_full_name(word: Word, following: Word) -> bool:
    """Two words with capitals, of which one is a name that means nothing else."""
    if is_given(word.plain) and is_surname(following.plain):
        return True
    sure = [one for one in (word, following) if is_known(one.plain)]
    return bool(sure) and not any(is_common(one.plain) for one in (word, following))


def is_a_listed_name(word: str) -> bool:
    return is_given(word) or is_surname(word)


def is_known(word: str) -> bool:
    return (is_given(word) and not is_word_too(word)) or is_only_surname(word)


def is_common(word: str) -> bool:
    return word in listed("never_names")


def next_word(written: Written, place: int) -> Word | None:
    """The word right after, with nothing but a space or an initial's full stop between."""
    if place + 1 == len(written.words):
        return None
    word, following = written.words[place], written.words[place + 1]
    between = written.plain[word.end : following.start]
    initial = len(word.plain) == 1 and between == ". "
    return following if between in (" ", "-", "  ") or initial else None


def end_of_name(written: Written, place: int) -> int:
    """The number of the first word that is no part of the name beginning at `place`."""
    introduced = bool(PATTERNS["introduced"].search(before(written, place)))
    end, place = place + 1, place + 1
    while place < len(written.words) and next_word(written, place - 1) and place < end + MOST_WORDS:
        word = written.words[place]
        if word.plain in listed("never_names") and word.plain not in PARTICLES:
            break
        if continues_a_name(word) or introduced and is_surname(word.plain):
            end = place + 1
        elif word.plain not in PARTICLES and len(word.plain) > 1:
            break
        place += 1
    return end


def continues_a_name(word: Word) -> bool:
    return word.capital or is_unmistakable(word.plain) or is_only_surname(word.plain)


def belongs_to_a_term(written: Written, place: int) -> bool:
    """Whether an illness, a sign, a place or a house is called so: "Sudeck's dystrophy", "Hospital de la Paz"."""
    after = written.words[place + 1].plain if place + 1 < len(written.words) else ""
    earlier = [word.plain for word in written.words[max(0, place - 3) : place] if word.plain not in PARTICLES - {"san"}]
    return after in listed("after_a_term") or bool(earlier) and earlier[-1] in listed("before_a_place")
