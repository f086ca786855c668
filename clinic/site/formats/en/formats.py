"""How dates are written in English."""

DATE_FORMAT = "j F Y"
