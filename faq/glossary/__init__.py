"""Words that readers may not know: marked in texts, explained where they stand, listed from A to Z, checked."""
