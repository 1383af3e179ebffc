"""One module a section: its endpoints, and its `ROUTES`."""
