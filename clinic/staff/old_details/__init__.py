"""After a detail of the clinic was changed: the texts in which the old one is typed, to correct or to leave."""
