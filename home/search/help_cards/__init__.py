"""Cards that stand above all results for who needs help before anything to read."""
