"""Who did what, and what a page said on a day."""
