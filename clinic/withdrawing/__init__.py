"""Taking pages away without a dead end: published ones are withdrawn, drafts go to a bin."""
