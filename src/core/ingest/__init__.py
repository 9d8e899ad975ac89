"""Files to articles: readers by format, and the zones of a text."""
