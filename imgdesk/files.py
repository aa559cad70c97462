"""Writing a file so that the old one survives whatever happens in between.

Everything that leaves the desk goes through ``atomic_write``: a full disk, a pulled stick or a crash half-way leaves
the file that was there before, never half of the new one. What the operating system reports becomes one sentence.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from imgdesk.errors import UserError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


@contextlib.contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Yield a binary file to fill, and put it in the place of ``path`` when the block ends well.

    The file can be read and sought as well as written. When anything fails the old file is untouched and no
    temporary file stays behind; a failure of the disk is a UserError, any other exception passes unchanged.
    A link is followed: the file it points to is replaced, and keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UserError(f"“{target.name}” cannot be written: a folder has that name. Choose another name.")
    if target.exists() and not target.is_file():
        raise UserError(
            f"“{target.name}” cannot be written: it is not an ordinary file. Choose another name."
        )
    temporary = target.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "x+b") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(target, temporary)
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        if error.filename in (None, str(temporary), str(target)):
            raise UserError(_sentence(error, target)) from error
        raise
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(target.parent)


def _keep_mode(target: Path, temporary: Path) -> None:
    if os.name == "posix":
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, target.stat().st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse it; the file itself is safe by now
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sentence(error: OSError, target: Path) -> str:
    start = f"“{target.name}” cannot be written: "
    if error.errno in _NO_ROOM:
        return f"{start}there is not enough room on the disk. Free some space and try again."
    if error.errno in _NO_FOLDER:
        return f"{start}the folder “{target.parent}” does not exist. Choose another folder."
    if error.errno in _FORBIDDEN and os.name == "nt" and target.exists():
        return f"{start}it is open in another program, or may not be changed. Close it there and try again."
    if error.errno in _FORBIDDEN:
        return f"{start}you have no permission to write in “{target.parent}”. Choose another folder."
    if error.errno == errno.EROFS:
        return f"{start}“{target.parent}” is read-only. Choose another folder."
    if error.errno == errno.ENAMETOOLONG:
        return f"{start}the name is too long. Choose a shorter one."
    return f"{start}{error.strerror or error}. Try another folder."
