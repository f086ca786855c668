"""Texts in which a former detail of the clinic is typed: an old number, name or address."""
