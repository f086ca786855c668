"""Published pages from memory: what is finished is not made again, and is there while the database is away."""
