"""Writing and ending urgent notices."""
