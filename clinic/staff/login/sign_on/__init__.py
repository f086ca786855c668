"""Logging in at the clinic's own directory. Loaded only where the settings name one."""
