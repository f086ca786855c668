"""A plain Wagtail site, as its documentation begins one: what our pages are measured against (bench_pages)."""
