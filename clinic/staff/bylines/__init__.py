"""Names under pages, and of clinicians who sign by a link: whoever is named, or is to vouch, says so themselves."""
