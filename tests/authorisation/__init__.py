"""Who may do what at every address of the staff process: the walk, the scene, and the table of rules."""
