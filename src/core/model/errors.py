"""The one family of errors that a user can cause."""

from __future__ import annotations


class GoldleafError(Exception):
    """Something a user can put right.

    The message is one sentence that says what is wrong, where (file, line, id)
    and what to do. The command line prints it and exits with ``exit_code``.
    """

    exit_code = 1


class UsageError(GoldleafError):
    """Wrong use or wrong input: the command line exits with 2."""

    exit_code = 2
