"""What search engines and other programs read: head, schema.org data, sitemap, share pictures, Markdown."""
