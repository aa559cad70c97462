"""The one error that a person is meant to read.

Everything that can go wrong because of a file, a disk or a wish that cannot be granted is a UserError: one plain
sentence that says what is wrong and what to do. Any other exception is a bug and goes to the crash dialog.
Imports nothing, so that every layer may raise it.
"""


class UserError(Exception):
    """A refusal, as one sentence to show; nothing was written."""
