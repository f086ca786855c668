"""Who gets in: passwords, second factors, sessions that end, and the record of them."""
