"""What runs the clinic: the private Postgres, `up`, the processes. No page and no request."""
