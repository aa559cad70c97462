"""Papers as pages and writers read them: the rows of a paper, its sections, its overrides and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class PaperRow(NamedTuple):
    """A paper; `id` is 0 for one that is composed without being kept. `made_at` and `changed_at` are UTC, ISO 8601."""

    id: int
    kind: str
    title: str
    subtitle: str = ""
    status: str = "draft"
    template: int = 0
    audience: str = ""
    dated: str = ""
    meeting_id: int | None = None
    period_id: int | None = None
    focus_area_id: int | None = None
    made_at: str = ""


class SectionRow(NamedTuple):
    """A section in its place; see domain.papers.PaperSection. `id` counts from 1 within a paper that is not kept."""

    id: int
    paper_id: int
    kind: str = "text"
    level: int = 1
    numbering: str = ""
    heading: str = ""
    text: str = ""
    source: str = ""
    hint: str = ""
    internal: int = 0


class OverrideRow(NamedTuple):
    """What stands instead of an automatic paragraph, and what the desk said when it was written."""

    section_id: int
    key: str
    text: str
    was: str


class VersionRow(NamedTuple):
    """A version as it went out; `size` of its PDF in bytes, None where none is kept."""

    id: int
    number: int
    state: str
    note: str
    made_at: str
    stored_file_id: int | None
    size: int | None


_PAPER: Final = ", ".join(f"p.{name}" for name in PaperRow._fields)


def papers(desk: Desk) -> list[PaperRow]:
    """Return the papers of a desk, the newest first, without templates."""
    sql = f"SELECT {_PAPER} FROM paper p WHERE p.template = 0 ORDER BY p.made_at DESC, p.id DESC"
    return desk.read(sql, row=PaperRow._make)


def templates(desk: Desk) -> list[PaperRow]:
    """Return the group's own templates by title."""
    sql = f"SELECT {_PAPER} FROM paper p WHERE p.template = 1 ORDER BY p.title COLLATE NOCASE, p.id"
    return desk.read(sql, row=PaperRow._make)


def paper(desk: Desk, paper_id: int) -> PaperRow | None:
    """Return a paper or a template, None where there is none of this id."""
    found = desk.read(f"SELECT {_PAPER} FROM paper p WHERE p.id = ?", (paper_id,), row=PaperRow._make)
    return found[0] if found else None


def newest(desk: Desk, kind: str, *, meeting_id: int | None = None) -> PaperRow | None:
    """Return the newest paper of a kind, with a meeting the newest about that meeting."""
    sql = (
        f"SELECT {_PAPER} FROM paper p WHERE p.template = 0 AND p.kind = ? AND (? IS NULL OR p.meeting_id = ?) "
        "ORDER BY p.made_at DESC, p.id DESC LIMIT 1"
    )
    found = desk.read(sql, (kind, meeting_id, meeting_id), row=PaperRow._make)
    return found[0] if found else None


def sections(desk: Desk, paper_id: int) -> list[SectionRow]:
    """Return the sections of a paper in their order."""
    sql = (
        "SELECT id, paper_id, kind, level, numbering, heading, text, source, hint, internal FROM paper_section "
        "WHERE paper_id = ? ORDER BY position, id"
    )
    return desk.read(sql, (paper_id,), row=SectionRow._make)


def overrides(desk: Desk, paper_id: int) -> dict[tuple[int, str], OverrideRow]:
    """Return what stands instead of automatic paragraphs, by section id and key."""
    sql = (
        "SELECT o.section_id, o.key, o.text, o.was FROM paper_override o "
        "JOIN paper_section s ON s.id = o.section_id WHERE s.paper_id = ?"
    )
    return {(row.section_id, row.key): row for row in desk.read(sql, (paper_id,), row=OverrideRow._make)}


def versions(desk: Desk, paper_id: int) -> list[VersionRow]:
    """Return the versions of a paper, the newest first."""
    sql = (
        "SELECT v.id, v.number, v.state, v.note, v.made_at, v.stored_file_id, f.size FROM paper_version v "
        "LEFT JOIN stored_file f ON f.id = v.stored_file_id WHERE v.paper_id = ? ORDER BY v.number DESC"
    )
    return desk.read(sql, (paper_id,), row=VersionRow._make)


def activities(desk: Desk, paper_id: int) -> list[int]:
    """Return the ids of the activities that a paper is about, in order."""
    sql = "SELECT activity_id FROM paper_activity WHERE paper_id = ? ORDER BY position, id"
    return [row[0] for row in desk.read(sql, (paper_id,))]
