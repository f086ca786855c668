"""The demo content: read from home/demo/, turned into pages, and taken away again."""
