"""What a clinic should not claim: rules, their patterns, and what they find on a page."""
