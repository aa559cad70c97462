"""Papers as pages and writers read them: the rows of a paper, its sections, its overrides and its versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from imgdesk.domain.meeting_words import meeting_name
from imgdesk.domain.paper_words import STATUSES
from imgdesk.errors import UserError

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class PaperRow(NamedTuple):
    """A paper; `id` is 0 for one that is composed without being kept. `made_at` is UTC, ISO 8601."""

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


class Image(NamedTuple):
    """A paper as a version kept it: what stood in it, without its status and what it was linked to."""

    paper: PaperRow
    sections: tuple[SectionRow, ...]
    overrides: tuple[OverrideRow, ...]


class Overview(NamedTuple):
    """What a list says of a paper beside its own row. `empty` counts written sections in which nothing stands yet."""

    sections: int
    empty: int
    overrides: int
    versions: int
    activities: int
    meeting: str


_NOT_KEPT: Final = ("status", "template")
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


def newest(
    desk: Desk,
    kind: str,
    *,
    meeting_id: int | None = None,
    period_id: int | None = None,
    focus_area_id: int | None = None,
) -> PaperRow | None:
    """Return the newest paper of a kind, the newest about a meeting, a period or a focus area where one is given."""
    sql = (
        f"SELECT {_PAPER} FROM paper p WHERE p.template = 0 AND p.kind = ?1 AND (?2 IS NULL OR p.meeting_id = ?2) "
        "AND (?3 IS NULL OR p.period_id = ?3) AND (?4 IS NULL OR p.focus_area_id = ?4) "
        "ORDER BY p.made_at DESC, p.id DESC LIMIT 1"
    )
    found = desk.read(sql, (kind, meeting_id, period_id, focus_area_id), row=PaperRow._make)
    return found[0] if found else None


def check_about(desk: Desk, about: Mapping[str, int]) -> None:
    """Raise UserError where what a paper shall be about ("meeting_id", "period_id", "focus_area_id") is not there."""
    tables = {
        "meeting_id": ("meeting", "meeting"), "period_id": ("reporting_period", "reporting period"),
        "focus_area_id": ("focus_area", "focus area"),
    }  # fmt: skip
    for name, key in about.items():
        table, words = tables[name]
        if not desk.read(f"SELECT 1 FROM {table} WHERE id = ?", (key,)):
            raise UserError(f"This desk has no {words} {key}: choose one that it has.")


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


def papers_of_meeting(desk: Desk, meeting_id: int) -> list[PaperRow]:
    """Return the papers about a meeting, the newest first."""
    sql = (
        f"SELECT {_PAPER} FROM paper p WHERE p.template = 0 AND p.meeting_id = ? "
        "ORDER BY p.made_at DESC, p.id DESC"
    )
    return desk.read(sql, (meeting_id,), row=PaperRow._make)


def overviews(desk: Desk) -> dict[int, Overview]:
    """Return what a list says of each paper and template, by its id."""
    sql = """
        SELECT p.id, (SELECT count(*) FROM paper_section s WHERE s.paper_id = p.id),
            (SELECT count(*) FROM paper_section s WHERE s.paper_id = p.id AND s.text = ''
                AND s.kind IN ('text', 'facts', 'table', 'annex')),
            (SELECT count(*) FROM paper_section s JOIN paper_override o ON o.section_id = s.id
                WHERE s.paper_id = p.id),
            (SELECT count(*) FROM paper_version v WHERE v.paper_id = p.id),
            (SELECT count(*) FROM paper_activity l WHERE l.paper_id = p.id),
            m.title, coalesce(s.title, ''), m.number, m.when_text
        FROM paper p LEFT JOIN meeting m ON m.id = p.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id
    """
    return {
        key: Overview._make((*figures, "" if title is None else meeting_name(title, series, number, when)))
        for key, *figures, title, series, number, when in desk.read(sql)
    }


def counts(desk: Desk) -> dict[str, int]:
    """Return how many papers have each status, under "template" how many templates the group has."""
    sql = "SELECT CASE template WHEN 1 THEN 'template' ELSE status END, count(*) FROM paper GROUP BY 1"
    return dict.fromkeys((*STATUSES, "template"), 0) | dict(desk.read(sql))


def version_pdf(desk: Desk, version_id: int) -> bytes | None:
    """Return the pages of a version as they went out; None where none are kept or the version is gone.

    Raises UserError when they were damaged in the file.
    """
    sql = "SELECT f.content, f.sha256 FROM paper_version v JOIN stored_file f ON f.id = v.stored_file_id WHERE v.id = ?"
    rows = desk.read(sql, (version_id,))
    if not rows:
        return None
    content, digest = bytes(rows[0][0]), rows[0][1]
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserError("The pages of this version were damaged in the desk: take them from a backup.")
    return content


def as_image(desk: Desk, paper_id: int) -> str:
    """Return a paper as it stands as the JSON object that a version keeps; raises LookupError where it is gone."""
    row = paper(desk, paper_id)
    if row is None:
        raise LookupError(f"there is no paper {paper_id}")
    said = {name: value for name, value in row._asdict().items() if name not in _NOT_KEPT}
    kept = {
        "paper": said,
        "sections": [section._asdict() for section in sections(desk, paper_id)],
        "overrides": [override._asdict() for override in overrides(desk, paper_id).values()],
    }
    return json.dumps(kept, ensure_ascii=False)


def from_image(image: str) -> Image:
    """Return the paper that `as_image` kept."""
    kept = json.loads(image)
    return Image(
        PaperRow(**kept["paper"]),
        tuple(SectionRow(**row) for row in kept["sections"]),
        tuple(OverrideRow(**row) for row in kept["overrides"]),
    )
