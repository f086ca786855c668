"""How dates are written in Spanish."""

DATE_FORMAT = r"j \d\e F \d\e Y"
