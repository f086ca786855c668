"""A few words on every page when it is urgent."""
