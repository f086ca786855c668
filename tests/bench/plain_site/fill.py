"""Makes a plain site: home, two sections in the menu, and a page with the words of the Markdown in PLAIN_WORDS."""

import os
import re
from html import escape
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.plain_site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from tests.bench.plain_site.models import PlainPage  # noqa: E402

call_command("migrate", verbosity=0)
words = Path(os.environ["PLAIN_WORDS"]).read_text(encoding="utf-8")
parts = [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]
body = [
    ("heading", part.lstrip("# ")) if part.startswith("#") else ("paragraph", f"<p>{escape(part)}</p>")
    for part in parts
]
home = Page.objects.get(depth=2)
menu = [Page(title=title, slug=title.lower(), show_in_menus=True) for title in ("Topics", "Services")]
topics, _ = [home.add_child(instance=page) for page in menu]
topics.add_child(instance=PlainPage(title="A topic", slug="topic", body=body))
Site.objects.update(hostname="localhost")
