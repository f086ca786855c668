"""What is safe to hand over in a file."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """A text that no spreadsheet program takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
