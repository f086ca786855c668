"""Background work: periodic jobs, publishing what is due, the mail outbox, and how the jobs are doing."""
