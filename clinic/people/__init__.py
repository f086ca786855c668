"""Who works here: users, roles, and who may do what."""
