"""Backups that are called good only after they were restored, and the way back. Knows Django's settings only."""
