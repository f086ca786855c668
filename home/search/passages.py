"""The few sentences of an answer that say most of what was asked, with the words marked. Pure words: no Django."""

import re

from home.search.words import WORD, words_in

SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=\S)|\n+")
LONGEST = 260
# Of a very long answer only the beginning is looked through.
LOOKED_THROUGH = 12_000


def beginning(parts, letters):
    """(kind, text): the first piece of the answer, whole where it has no more than `letters`."""
    kind, text = next(((kind, text) for kind, text in parts if text), ("", ""))
    return kind, text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0]} …"


def best_passage(parts, stems, stem, rarity):
    """(kind of knowledge, text) of the passage with the rarest of `stems`; the beginning where none is in there.

    `parts`: [[kind, text], …]. `stem(word)` and `rarity(stem)` as in the index.
    """
    best, most, left = None, 0.0, LOOKED_THROUGH
    for kind, text in parts:
        sentences = SENTENCE.split(text[: max(left, 0)])
        left -= len(text)
        said = [{stem(word) for word in words_in(sentence)} & stems for sentence in sentences]
        for start in range(len(sentences)):
            taken = window(sentences, start)
            worth = sum(map(rarity, set().union(*said[start : start + len(taken)]))) / (1 + 0.02 * start)
            if worth > most:
                best, most = (kind, " ".join(taken)), worth
    first = next(((kind, " ".join(window(SENTENCE.split(text), 0))) for kind, text in parts if text), ("", ""))
    return shortened(best or first)


def window(sentences, start):
    """As many sentences from `start` as fit into a passage, one at least."""
    taken, length = [], 0
    for sentence in sentences[start : start + 4]:
        if taken and length + len(sentence) > LONGEST:
            break
        taken.append(sentence)
        length += len(sentence) + 1
    return taken


def shortened(passage):
    kind, text = passage
    if len(text) > LONGEST + 60:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    return kind, text


def marked(text, stems, stem):
    """`text` in pieces: [(piece, whether its stem is one of `stems`)], which together are the text."""
    pieces, end = [], 0
    for found in WORD.finditer(text):
        plain = words_in(found[0])
        if plain and stem(plain[0]) in stems:
            pieces += [(text[end : found.start()], False), (found[0], True)]
            end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]
