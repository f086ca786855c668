"""Watching where our pages lead to, politely and without ever reaching into a private network."""
