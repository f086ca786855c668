"""What is new to whoever reads: since they opened this screen, and since they decided about the text before."""

from dataclasses import dataclass

from wagtail.models import Revision

from clinic.content.prose import cut
from clinic.review.diff import Part
from clinic.review.last_signed import as_named_now, words_of
from clinic.review.matching_parts import moved, paired
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import markup_of
from clinic.review.seen_parts import SeenParts
from clinic.review.signers import Signer, given_by
from clinic.review.who_changed import Hand, hands_in
from clinic.staff.reviewing.page_reading import Reading
from clinic.staff.reviewing.passages import Row

LONGEST = 90


@dataclass(frozen=True)
class Meanwhile:
    """A part that is another since the screen was opened: its `name`, where it stands, and who changed it."""

    name: str
    anchor: str = ""
    hand: Hand | None = None


# While a screen was open ----------------------------------------------------------------------------------------------


def tell_meanwhile(text: Reading, newest: NewestWords, noted: str) -> None:
    """Of words that are others than those on the screen where somebody decided: what became another, by whom."""
    seen = SeenParts.read(noted)
    if not seen:
        return
    hands = hands_in(newest.page, newest.revision, Revision(pk=seen.revision))
    for part in [part for part in text.parts if part.key in {*seen.others(text.written)}]:
        hand = text.hand_elsewhere(part.key, seen.at) or hands.get(part.key)
        text.meanwhile.append(told(text, part, hand))
    if gone := seen.gone(text.written):
        text.meanwhile.append(Meanwhile(f"{gone} part{'' if gone == 1 else 's'} taken away"))


def told(text: Reading, part: Part, hand: Hand | None) -> Meanwhile:
    shared = text.shown.get(part.key)
    name = part.label if shared is None or text.is_picture(part) else f"{part.label} “{shared}”"
    row = row_of(text, part.key)
    if row is None:
        return Meanwhile(cut(name, LONGEST), hand=hand)
    row.is_meanwhile = True
    name = name if row.key == part.key else f"{name} in “{row.about}”"
    return Meanwhile(cut(name, LONGEST), row.anchor, hand)


def row_of(text: Reading, key: str) -> Row | None:
    """Where it is read first; of what is kept elsewhere the passage that shows it."""
    read = [*text.text, *text.around]
    candidates = [*(row for row in read if row.key == key), *(row for row in read if shows(row, key)), *text.elsewhere]
    return next((row for row in candidates if row.key == key or shows(row, key)), None)


def shows(row: Row, key: str) -> bool:
    return key in row.shows or any(one.key == key for one in row.beside)


# Since they decided before --------------------------------------------------------------------------------------------


def tell_since_decided(text: Reading, newest: NewestWords, signer: Signer | None) -> None:
    """Mark what is new to a person who has read it after it was approved last, such as in a second round."""
    last = last_decision(newest, signer)
    approved = text.earlier.review
    if not last or (approved and last.created_at <= approved.created_at):
        return
    keys = others(last, text)
    for row in text.all_rows:
        row.is_since_decided = bool(told_with(text, row) & keys)
    text.decided, text.since_decided = last, [row for row in text.all_rows if row.is_since_decided]


def last_decision(newest: NewestWords, signer: Signer | None) -> Review | None:
    """Not what a change of a shared text has made of it, where less was read."""
    outcomes = [*Review.OF_ALL_WORDS, Review.Outcome.CHANGES]
    own = Review.objects.of(newest.page).filter(given_by(signer), outcome__in=outcomes) if signer else None
    return own.select_related("revision").first() if own is not None else None


def others(review: Review, text: Reading) -> set[str]:
    """Keys of what was not read so then, or led elsewhere, or stood elsewhere; of what is gone as well."""
    page = review.revision and review.revision.as_object()
    then = as_named_now(words_of(review), page)
    pairs = paired(then, text.parts)
    new = {part.key for part in text.parts if differ(pairs.get(part.key), part)}
    new |= moved(then, text.parts, pairs) & {row.key for row in text.text}
    if page:
        before, now = markup_of(page), markup_of(text.newest)
        new |= {key for key, old in pairs.items() if old.key in before and before[old.key] != now.get(key)}
    return new | {part.key for part in then if part.words} - {part.key for part in pairs.values()}


def differ(before: Part | None, now: Part) -> bool:
    return (before.words.split() if before else []) != now.words.split()


def told_with(text: Reading, row: Row) -> set[str]:
    """Keys of what is read there: a word of the glossary is told once, a picture is seen where it is shown."""
    return {row.key} | {one.key for one in row.beside if not one.told_above} | text.pictures_of(row)
