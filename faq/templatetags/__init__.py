"""What templates of the library use."""
