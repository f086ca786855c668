"""What is shown and asked wherever words are reviewed, those of a page and those of a shared text."""
