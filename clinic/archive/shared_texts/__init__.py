"""Texts written once and shown on many pages: a change waits, is read in all places and approved for all at once."""
