"""The review session: everything a reviewer can do, without a screen."""
