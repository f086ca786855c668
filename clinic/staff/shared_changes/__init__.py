"""A change of a shared text: seen in every place where it will be read, approved once, live everywhere."""
