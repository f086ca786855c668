"""What machines read of a page: linked data, Markdown, the picture beside a shared link, the sitemap."""
