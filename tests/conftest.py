"""What holds for all tests."""

from hypothesis import settings

# a machine that others use too may take any time for an example
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
