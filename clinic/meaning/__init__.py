"""What sentences mean: vectors of a small encoder, and classes that are learned from labelled examples."""
