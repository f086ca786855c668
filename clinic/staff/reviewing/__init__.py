"""Reviewing, by account and by link: the screen, the decision, and what both show wherever words are reviewed."""
