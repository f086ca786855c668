"""The site in several languages: what is translated, by whom, and whether it still says the same."""
