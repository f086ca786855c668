"""The clinic's clock: one process at a time runs the periodic jobs."""
