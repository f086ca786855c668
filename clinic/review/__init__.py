"""Signatures: the hash of exact words, the gate, the workflow, due dates, reminders and change notes."""
