"""What surrounds every page: clinic details, urgent notices, languages, and the context of a request."""
