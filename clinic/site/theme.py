"""The clinic's own colour in place of ours: what the light theme becomes by it, and whether it can be read.

Dark themes, themes of more contrast and paper stay as they are: who chose them needs them so.
"""

from clinic.site.colours import both, colour

# Text needs 4.5, the edges of controls and the lines that carry meaning 3 (WCAG 1.4.3 and 1.4.11).
GROUNDS = ("page", "surface", "tint", "sand")
TEXT_PAIRS = [(text, ground) for text in ("text", "text-quiet", "link", "link-hover") for ground in GROUNDS] + [
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-deep", "deep"),
    ("on-deep-quiet", "deep"),
    ("on-advice", "advice"),
    ("on-urgent", "urgent"),
    ("on-urgent", "sun"),
    ("on-urgent", "focus-on-deep"),
    ("on-emergency", "emergency"),
    ("emergency-line", "page"),
]
EDGE_PAIRS = [
    (edge, ground)
    for edge in ("control", "ground", "focus", "action", "urgent-line", "emergency-line")
    for ground in GROUNDS
] + [("focus-on-deep", "deep"), ("sun", "deep")]
WHITE, BLACK = "#ffffff", "#000000"


def parts(hexadecimal: str) -> list[int]:
    return [int(hexadecimal[place : place + 2], 16) for place in (1, 3, 5)]


def luminance(hexadecimal: str) -> float:
    """0 (black) to 1 (white), as WCAG has it."""

    def linear(channel: int) -> float:
        value = channel / 255
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, parts(hexadecimal))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with so much of `other` in it, 0 to 1."""
    return "#" + "".join(
        f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in zip(parts(one), parts(other), strict=True)
    )


def tokens_from(chosen: str) -> dict[str, str]:
    """`{token: its colour in the light theme}` of those that follow the clinic's colour."""
    deep = mixed(chosen, BLACK, 0.3)
    return {
        "link": chosen,
        "link-hover": mixed(chosen, BLACK, 0.45),
        "action": chosen,
        "action-hover": mixed(chosen, BLACK, 0.4),
        "deep": deep,
        "deep-line": mixed(deep, WHITE, 0.25),
        "tint": mixed(WHITE, chosen, 0.1),
    }


def can_be_read(chosen: str) -> bool:
    """Whether every pair of the light theme keeps its contrast."""
    theirs = tokens_from(chosen)
    enough = [(pair, 4.5) for pair in TEXT_PAIRS] + [(pair, 3.0) for pair in EDGE_PAIRS]
    pairs = [([theirs.get(name) or colour(name) for name in pair], least) for pair, least in enough]
    return all(contrast(*pair) >= least for pair, least in pairs)


def darker_that_can_be_read(chosen: str) -> str:
    """The nearest one between `chosen` and black."""
    steps = (mixed(chosen, BLACK, step / 50) for step in range(51))
    return next(step for step in steps if can_be_read(step))


def stylesheet(chosen: str) -> str:
    """What the browser loads after ours."""
    theirs = tokens_from(chosen)
    plain = "".join(f"--color-{name}:{light};" for name, light in theirs.items())
    paired = "".join(f"--color-{name}:light-dark({light},{both(name)[1]});" for name, light in theirs.items())

    def rules(root: str) -> str:
        return f"{root}{{{plain}}}@supports (color:light-dark(white,black)){{{root}{{{paired}}}}}"

    no_wish = rules(':root:not([data-contrast="more"])')
    return (
        f"@layer tokens{{@media screen and (not (prefers-contrast:more)){{{no_wish}}}"
        f"@media screen{{{rules(':root[data-contrast=normal]')}}}}}"
    )
