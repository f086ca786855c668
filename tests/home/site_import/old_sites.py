"""Two old websites of thirty pages made for tests, the same at every run, with a ledger of what is true of each page.

`wordpress_site()` and `handmade_site()` give one as its server would answer. It is brought as people bring it by
`copies` (a folder, a zip, pages saved in a browser, a server on loopback) and `exports` (the export of WordPress).
"""

from tests.home.site_import.copies import served, write_folder, write_httrack, write_saved_in_browser, write_zip
from tests.home.site_import.exports import write_export
from tests.home.site_import.ledger import OldSite, Truth
from tests.home.site_import.old_handmade import handmade_site
from tests.home.site_import.wordpress_theme import wordpress_site

__all__ = [
    "OldSite",
    "Truth",
    "handmade_site",
    "served",
    "wordpress_site",
    "write_export",
    "write_folder",
    "write_httrack",
    "write_saved_in_browser",
    "write_zip",
]
