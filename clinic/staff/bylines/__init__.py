"""Names under pages: whoever is named says whether their name may stand there, and in which words."""
