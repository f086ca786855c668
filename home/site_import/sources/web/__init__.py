"""A website that still stands: read page by page, one request at a time, as its robots.txt asks, and no other host."""
