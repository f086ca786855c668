"""Mail that waits: stored first, in the transaction that caused it, and handed over by the scheduler."""
