"""The workspace and its database: articles, suggestions, and the log of decisions with its fold."""
