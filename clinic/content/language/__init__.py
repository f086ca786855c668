"""What words are and which language they are in. Pure words: no Django."""
