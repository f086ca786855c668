"""Search that finds questions by patients' own words: pure words and ranking first, then what keeps it true."""
