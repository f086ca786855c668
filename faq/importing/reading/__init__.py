"""From the bytes of a file to the clean tree of its own text; everything that cannot be read is refused here."""
