"""Two old websites of thirty pages made for tests, the same at every run, with a ledger of what is true of each page.

`wordpress_site()` and `handmade_site()` give one as its server would answer. It is brought as people bring it by
`copies` (a folder, a zip, pages saved in a browser, a server on loopback) and `exports` (the export of WordPress).
"""

from tests.home.moving_in.copies import served, write_folder, write_httrack, write_saved_in_browser, write_zip
from tests.home.moving_in.exports import write_export
from tests.home.moving_in.ledger import OldSite, Truth
from tests.home.moving_in.old_handmade import handmade_site
from tests.home.moving_in.wordpress_theme import wordpress_site

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
