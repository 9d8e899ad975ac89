"""The terminal app: draws a review session and binds keys to its commands."""
