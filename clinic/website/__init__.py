"""A visitor's request: routing, headers, old addresses, error pages, static files."""
