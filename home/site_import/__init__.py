"""A clinic's old website comes in as drafts: what it has is found, planned, looked at by a person, then made."""
