"""Around every call that may be refused: tells the one sentence of a UserError and goes on; a bug passes through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from imgdesk.errors import UserError


@contextmanager
def telling(before: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Show a UserError raised inside as a message, having called `before`.

    The dialog is imported only when there is something to say.
    """
    try:
        yield
    except UserError as error:
        from imgdesk.ui.dialogs.message import Message

        before()
        Message.tell(str(error))


def attempt(change: Callable[[], object], refused: Callable[[str], object]) -> bool:
    """Make a change and return whether it was made; a refusal is handed on as its sentence."""
    try:
        change()
    except UserError as error:
        refused(str(error))
        return False
    return True
