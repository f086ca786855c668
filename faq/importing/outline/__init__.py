"""From a clean tree to a `Draft`: what is the title, which words belong to which question."""
