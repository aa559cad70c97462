"""The deliverables and documents of an activity as the inspector and the papers list them; never their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from imgdesk.domain.file_kinds import media_type, size_words, type_words

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class AttachmentRow(NamedTuple):
    """A link (`link`) or a kept file (`file_name`, `size` in bytes, `sha256`); `when_text` on says when delivered."""

    id: int
    activity_id: int
    kind: str
    title: str
    link: str
    file_name: str
    state: str
    when_text: str
    earliest: str | None
    latest: str | None
    precision: str
    size: int | None
    sha256: str | None

    @property
    def name(self) -> str:
        """What it is called: its title, its file's name, or the link."""
        return self.title or self.file_name or self.link

    @property
    def media_type(self) -> str:
        """The media type that the file's ending stands for; nothing for a link."""
        return media_type(self.file_name) if self.file_name else ""


def attachments(desk: Desk, activity_id: int) -> list[AttachmentRow]:
    """Return what is attached to an activity: deliverables first, each kind in the order of attaching."""
    sql = (
        "SELECT a.id, a.activity_id, a.kind, a.title, a.link, a.file_name, a.state, a.when_text, a.earliest, a.latest, "
        "a.precision, f.size, f.sha256 FROM attachment a LEFT JOIN stored_file f ON f.id = a.stored_file_id "
        "WHERE a.activity_id = ? ORDER BY a.kind, a.position, a.id"
    )
    return desk.read(sql, (activity_id,), row=AttachmentRow._make)


def of_plan(desk: Desk, workplan_id: int) -> list[tuple[str, AttachmentRow]]:
    """Return what is attached to the activities of a workplan in their order, each with the activity's reference."""
    rows = desk.read(
        "SELECT DISTINCT v.id, v.ref, s.position, s.id, v.position FROM attachment a "
        "JOIN activity v ON v.id = a.activity_id JOIN plan_section s ON s.id = v.plan_section_id "
        "WHERE s.workplan_id = ? ORDER BY s.position, s.id, v.position, v.id",
        (workplan_id,),
    )
    return [(ref, row) for key, ref, *_ in rows for row in attachments(desk, key)]


def made_of(row: AttachmentRow) -> str:
    """Return what an attachment is in a word or two: "PDF, 120 KB" or "link"."""
    return f"{type_words(row.file_name)}, {size_words(row.size)}" if row.size else "link"
