"""The screens of "Import a website"."""
