"""A translation beside its source, and what is out of date."""
