"""The demo content: read from home/demo/, turned into pages, and taken away again.

`pieces`, `words` and `reading` know nothing of the database; `blocks`, `snippets` and `pages` make things in it;
`ledger` remembers what was made; `loading` and `removing` are what the command calls.
"""
