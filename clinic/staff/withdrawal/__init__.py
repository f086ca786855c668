"""Taking pages off the site, putting them back, and the bin."""
