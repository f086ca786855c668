"""Published pages from memory, a cache: what is finished is not made again, and is there while the database is away.

What changed is dropped this way: a trigger (`change_triggers.py`) writes a row in the transaction of a change,
`change_watch.Watch` reads it and calls `forgetting.Forgetting.changed`, which lets `store.Store` `forget` the pages.
"""
