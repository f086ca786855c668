"""Drafts and private pages do not exist for visitors: decided before Wagtail's own answer to what is private."""

from wagtail import hooks

from clinic.site.visibility import hide_document, hide_page

hooks.register("before_serve_page", hide_page, order=-1)
hooks.register("before_serve_document", hide_document, order=-1)
