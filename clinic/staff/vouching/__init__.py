"""Clinicians without an account: whoever is named as vouching for one says so themselves."""
