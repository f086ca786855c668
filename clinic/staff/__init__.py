"""The admin: one folder a task, and what all its screens share."""
