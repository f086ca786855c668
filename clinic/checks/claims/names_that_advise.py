"""Names too short to be judged by their meaning: which of them tell somebody what to do, or what will become of it."""

from pathlib import Path

from clinic.checks.text.disguised import undisguised, ways_to_read
from clinic.checks.text.pattern_files import patterns_in
from clinic.checks.text.sentences import one_form, visible

PATTERNS = patterns_in(Path(__file__).with_name("names_that_advise.toml"))
NO_ADVICE = ("question", "of_the_clinic")
ADVISES = [pattern for name, pattern in PATTERNS.items() if name not in (*NO_ADVICE, "whom", "do_en", "do_or_thing_en")]
# What a name of fewer words means is too little to be judged: "Spread and change over time".
FEWEST_TO_JUDGE = 6
TOLD = "“{}” may be advice that only a clinician can give: it reads as a sentence, not as the name of something."


def advice_in_name(name: str) -> list[str]:
    """One sentence for staff where a short name may be advice."""
    shown = visible(name)
    # Words are apart already, unless there is but one: "STOP-YOUR-TABLETS", but not "Take-home leaflets".
    ways = [undisguised(shown)] if " " in shown else ways_to_read(shown)
    return [TOLD.format(shown)] if any(advises(one_form(way)) for way in ways) else []


def advises(name: str) -> bool:
    if any(PATTERNS[one].search(name) for one in NO_ADVICE):
        return False
    return any(pattern.search(name) for pattern in ADVISES)
