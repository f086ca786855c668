"""What is safe to hand over in a file."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
