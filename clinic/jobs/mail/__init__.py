"""Mail is stored first, in the transaction that caused it, and handed to the mail server by the worker."""
