import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static/clinic/css/tokens.css"


@cache
def colour(name):
    """The raw colour of a token such as "deep" in the light theme: written once, in tokens.css."""
    return re.search(rf"--color-{re.escape(name)}: (#[0-9a-f]{{6}});", TOKENS.read_text())[1]
