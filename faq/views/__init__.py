"""What staff see of the library besides the editor."""
