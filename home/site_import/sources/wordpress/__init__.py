"""An export of WordPress (WXR): its items, and the words of each written as the HTML that readers saw."""
