"""The one script that is written into pages. It runs before anything is painted, so a dark page never flashes white.

It puts on <html> what the reader chose under "Reading settings" (kept in the browser only), and that scripts run:
controls that need them are shown from the first paint, and nothing jumps. A file would hold up the painting, so the
script stands in the page and the content policy allows it by the hash of its words. Read by the settings: no Django.
"""

import base64
import hashlib
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js").read_text()
ALLOWED = f"'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
