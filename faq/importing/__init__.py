"""Imports a document: Word, HTML, Markdown or plain text becomes a draft topic with a report.

reading (bytes to clean HTML, every refusal) → outline (HTML to a `Draft`) → drafting (`Draft` to an unpublished topic)
→ report. `reading` and `outline` are pure: no Django, no database, no network, no file but the one given.
"""
