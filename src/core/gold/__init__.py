"""Decisions to a dataset: writers by format."""
