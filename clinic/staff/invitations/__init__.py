"""People and their roles in the admin: somebody new is invited by a link, and chooses a password of their own."""
