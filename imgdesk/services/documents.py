"""Deliverables and documents of an activity: attach a link or a file, say what it is, take it off, give it out again.

A file is copied into the desk, so that the desk alone is enough on a journey. Its bytes are written once and no step
holds them; they stay as long as an attachment, a version of a paper, or a step that can still be played, refers to
them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, select

from imgdesk.domain.documents import KINDS, STATES, Attachment, StoredFile
from imgdesk.domain.file_kinds import LARGEST, size_words
from imgdesk.domain.plan import Activity, PlanSection
from imgdesk.errors import UserError
from imgdesk.files import atomic_write
from imgdesk.services import records
from imgdesk.text import clean_text, one_line, safe_name, shorten

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_FORGOTTEN: Final = """
DELETE FROM stored_file WHERE id NOT IN (SELECT stored_file_id FROM attachment WHERE stored_file_id IS NOT NULL)
    AND id NOT IN (SELECT stored_file_id FROM paper_version WHERE stored_file_id IS NOT NULL)
    AND id NOT IN (
        SELECT json_extract(coalesce(r.after, r.before), '$.stored_file_id') FROM step_row r
        JOIN step s ON s.id = r.step_id
        WHERE r.table_name IN ('attachment', 'paper_version') AND s.state <> 'abandoned'
            AND json_extract(coalesce(r.after, r.before), '$.stored_file_id') IS NOT NULL)
"""


def attach_link(
    desk: Desk,
    activity_id: int,
    link: str,
    *,
    kind: str = "deliverable",
    title: str = "",
    state: str = "draft",
) -> int:
    """Attach a link, any text that says where something is, and return the attachment's id; nothing is opened."""
    words = records.required(one_line(link), "link")
    label = f"Attach {records.quoted(title or words)} to {_name_of(desk, activity_id)}"
    with desk.change(label) as session:
        return _added(session, activity_id, kind, state, title=one_line(title), link=words)


def attach_file(
    desk: Desk,
    activity_id: int,
    path: Path,
    *,
    kind: str = "deliverable",
    title: str = "",
    state: str = "draft",
) -> int:
    """Copy a file of at most LARGEST bytes into the desk, attach it and return the attachment's id.

    Its name is made safe for every system. Raises UserError for a file that is too large, empty, or cannot be read.
    """
    name = safe_name(path.name)
    content = _content_of(path)
    with desk.change(f"Attach {records.quoted(name)} to {_name_of(desk, activity_id)}") as session:
        return _added(
            session, activity_id, kind, state,
            title=one_line(title), file_name=name, stored_file_id=store(session, content),
        )  # fmt: skip


def edit_attachment(desk: Desk, attachment_id: int, **fields: Any) -> None:
    """Set title, link (of a link), file_name (of a file), kind, state or when (delivered on) of an attachment."""
    if unknown := set(fields) - {"title", "link", "file_name", "kind", "state", "when"}:
        raise TypeError(f"an attachment has no editable field {sorted(unknown)}")
    with desk.change(f"Edit {_name(desk, attachment_id)}") as session:
        row = records.found(session, Attachment, attachment_id)
        for name, value in fields.items():
            match name:
                case "kind":
                    row.kind = records.one_of(value, KINDS, "kind of document")
                case "state":
                    row.state = records.one_of(value, STATES, "state of a document")
                case "when":
                    row.put(
                        records.timing(session, clean_text(value).strip(), _year(session, row.activity_id))
                    )
                case "title":
                    row.title = one_line(value)
                case "link" if row.stored_file_id is None:
                    row.link = records.required(one_line(value), "link")
                case "file_name" if row.stored_file_id is not None:
                    row.file_name = safe_name(records.required(value, "name of the file"))
                case _:
                    raise UserError(
                        "A file has a name and a link has an address: attach the other one beside it."
                    )


def remove_attachment(desk: Desk, attachment_id: int) -> None:
    """Take a document off its activity; undo brings it back with its bytes."""
    with desk.change(f"Remove {_name(desk, attachment_id)}") as session:
        session.delete(records.found(session, Attachment, attachment_id))


def save_file(desk: Desk, attachment_id: int, target: Path) -> None:
    """Write a kept file to `target`, which is replaced only when the copy is whole."""
    content = file_content(desk, attachment_id)
    with atomic_write(target) as file:
        file.write(content)


def copy_to_look_at(desk: Desk, attachment_id: int, folder: Path) -> Path:
    """Write a kept file into `folder`, for its owner alone and not to be changed there, and return its path."""
    rows = desk.read("SELECT file_name FROM attachment WHERE id = ?", (attachment_id,))
    content = file_content(desk, attachment_id)
    target = folder / safe_name(rows[0][0])
    with open(target, "xb", opener=lambda path, flags: os.open(path, flags, 0o400)) as file:
        file.write(content)
    return target


def file_content(desk: Desk, attachment_id: int) -> bytes:
    """Return the bytes of a kept file; raises UserError when it is gone, is a link, or was damaged in the file."""
    sql = "SELECT f.content, f.sha256 FROM attachment a JOIN stored_file f ON f.id = a.stored_file_id WHERE a.id = ?"
    rows = desk.read(sql, (attachment_id,))
    if not rows:
        raise UserError("This file is no longer in the desk: choose another one.")
    content, digest = bytes(rows[0][0]), rows[0][1]
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserError("This file was damaged in the desk: take it from a backup or another copy.")
    return content


def drop_forgotten_files(session: Session) -> int:
    """Delete the bytes that nothing refers to any more, inside a change, and return how many files went.

    Kept are those of every attachment, of every version of a paper, and of every step that undo, redo or "put back"
    can still play.
    """
    return int(session.connection().exec_driver_sql(_FORGOTTEN).rowcount)


def store(session: Session, content: bytes) -> int:
    """Return the id of the stored bytes, inside a change; they are added where the desk has not got them yet."""
    drop_forgotten_files(session)
    digest = hashlib.sha256(content).hexdigest()
    known = session.exec(select(StoredFile.id).where(StoredFile.sha256 == digest)).first()
    return known or records.added(session, StoredFile(sha256=digest, size=len(content), content=content))


def _added(session: Session, activity_id: int, kind: str, state: str, **fields: Any) -> int:
    records.found(session, Activity, activity_id)
    row = Attachment(
        activity_id=activity_id,
        kind=records.one_of(kind, KINDS, "kind of document"),
        state=records.one_of(state, STATES, "state of a document"),
        position=records.last_position(session, Attachment.position, Attachment.activity_id == activity_id),
        **fields,
    )
    return records.added(session, row)


def _content_of(path: Path) -> bytes:
    name = shorten(path.name, 60)
    try:
        if not path.is_file():
            raise UserError(f"“{name}” is not a file: choose one, or attach a link to it.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise UserError(f"“{name}” cannot be read ({error.strerror}): check its permissions.") from error
    if len(content) > LARGEST:
        raise UserError(
            f"“{name}” has {size_words(max(size, len(content)))} and a desk keeps files of up to "
            f"{size_words(LARGEST)}: attach a link to it instead."
        )
    if not content:
        raise UserError(f"“{name}” is empty: choose another file.")
    return content


def _year(session: Session, activity_id: int) -> int | None:
    activity = records.found(session, Activity, activity_id)
    return records.found(session, PlanSection, activity.plan_section_id).year


def _name_of(desk: Desk, activity_id: int) -> str:
    rows = desk.read("SELECT output FROM activity WHERE id = ?", (activity_id,))
    return records.quoted(rows[0][0] if rows else "")


def _name(desk: Desk, attachment_id: int) -> str:
    sql = "SELECT kind, coalesce(nullif(title, ''), nullif(file_name, ''), link) FROM attachment WHERE id = ?"
    rows = desk.read(sql, (attachment_id,))
    return f"{rows[0][0]} {records.quoted(rows[0][1])}" if rows else "document"
