"""How long the parts of a topic may be. A draft may be longer; what is approved may not."""

TITLE_LENGTH = 65
SHORT_ANSWER_WORDS = 60


def too_long(title: str, short_answer: str) -> dict[str, str]:
    """`{field: what to do}`."""
    said, words = {}, len(short_answer.split())
    if len(title) > TITLE_LENGTH:
        said["title"] = f"Shorten the title to {TITLE_LENGTH} letters. It has {len(title)}."
    if words > SHORT_ANSWER_WORDS:
        said["short_answer"] = f"Shorten this to {SHORT_ANSWER_WORDS} words. It has {words}."
    return said
