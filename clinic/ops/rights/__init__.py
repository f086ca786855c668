"""What the public site and the staff process may do in the database: as little as their work needs."""
