"""Maps that answer: one page, offline, with search, filters, focus and a table."""
