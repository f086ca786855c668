"""Bring a document in: Word, HTML, Markdown or plain text becomes a draft topic with a report.

reading (bytes to clean HTML, every refusal) → outlining (HTML to a `Draft`) → drafting (`Draft` to an unpublished
topic) → report. Everything up to `outlining` is pure: no Django, no database, no network, no file but the one given.
"""
