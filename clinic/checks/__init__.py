"""Editorial checks: claims, completeness, links and reading ease; their findings, panel and report."""
