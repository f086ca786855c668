"""What can be said of a page's words before a person checks them. Plain functions over a page; no models imported.

`words`, `paragraphs`, `patterns` and `readability` know text only; `claims` knows rules; `passages` reads a page;
`findings` is what the checks return, and `checks` runs them.
"""
