"""The index of the search: texts in Postgres, segments of them in the memory of each process, and their ranking."""
