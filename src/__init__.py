"""Goldleaf: turn articles into a gold dataset, from the keyboard, in a terminal."""
