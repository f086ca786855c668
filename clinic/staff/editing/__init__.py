"""The editor: two people at one page, drafts put together, drafts kept aside."""
