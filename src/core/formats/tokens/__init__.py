"""Formats that know a text as its tokens: columns, and the JSON of event extraction."""
