"""What staff give the search and see of it: synonyms, cards and pins, counts, and why it finds what."""
