"""Everything Goldleaf does, without a screen."""
