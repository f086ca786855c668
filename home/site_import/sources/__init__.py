"""Where an old website is read from: a folder or zip of saved pages, a WordPress export, or the web itself.

Every source gives the same plain values (`found.py`), one at a time; `opening.source_of` chooses the source. No Django,
no database; the network only in `crawl.py`, through the visitor that never reaches a private address.
"""
