"""The page editor when several people write: saves wait for each other, and nothing newer is saved over."""
