"""Links from one question of a page to another: by its place in a draft, by the page too once there is one.

In the document `#why`, in a draft that is looked up `#q-1a2b3c4d`, on the page as all links to questions (decision 48).
"""

import re

from faq.importing.draft import Draft

WITHIN = re.compile(r'<a href="#(q-[\w-]+)">')


def lead_within(draft: Draft, page: int) -> bool:
    """In place, now that the page has a key. Were there any?"""
    found: list[str] = []

    def turned(link: re.Match[str]) -> str:
        found.append(link[1])
        return f'<a linktype="page" id="{page}" place="{link[1]}">'

    draft.rewrite(lambda html: WITHIN.sub(turned, html))
    return bool(found)


def as_in_draft(html: str, page: int) -> str:
    """The rich text of a page with its links to itself as a draft has them."""
    own = rf'<a (?=[^>]*\blinktype="page")(?=[^>]*\bid="{page}")[^>]*\bplace="([\w-]+)"[^>]*>'
    return re.sub(own, r'<a href="#\1">', html)
