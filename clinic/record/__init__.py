"""What every page said on every day, who had checked it, and who did what."""
