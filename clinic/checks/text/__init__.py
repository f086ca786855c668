"""Text taken apart for the checks: sentences, paragraphs, extracts of a page and where they stand."""
