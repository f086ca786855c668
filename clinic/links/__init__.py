"""Whether links still lead somewhere: what pages link to, looked at in turn, and what is broken."""
