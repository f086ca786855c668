"""What patients have read: editions, the record of a day, translations and how far they lag."""
