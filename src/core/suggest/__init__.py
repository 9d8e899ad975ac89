"""Articles to suggestions."""
