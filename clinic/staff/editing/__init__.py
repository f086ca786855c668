"""What the page editor does besides Wagtail's: saves wait for each other, nothing newer is saved over (`page_lock`,
`stale_saves`, `merge_view`); side panels (`editor`), what reviewers ask for (`answering_remarks`), and scripts.

The scripts are in `clinic/static/clinic/js/`, named in `wagtail_hooks`. What the rich text editor offers is in
`clinic/content/rich_text_features.py` and `faq/glossary/rich_text_features.py`.
"""
