"""Words and how they are cut, spelled, shortened and meant. Pure words: no Django."""
