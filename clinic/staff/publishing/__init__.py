"""Reviewing, inviting a clinician, publishing and handing over: screens, forms and buttons."""
