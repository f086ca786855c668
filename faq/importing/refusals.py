"""The one way to say no."""


class Refused(Exception):
    """A document or a picture cannot be brought in. `str()` of it is one sentence a staff member can act on."""
