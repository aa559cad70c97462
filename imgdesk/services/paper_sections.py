"""The sections of a paper in their order, and what people say in them instead of the desk's own paragraphs.

A section goes with those below its level: the ones that follow it with a deeper one. Level 0 stands outside the ranks,
so nothing is below it. A final paper is a record: nothing in it changes until it is a draft again.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, col, select

from imgdesk.domain.paper_words import DEEPEST, NUMBERINGS, SECTION_KINDS, SECTION_WORDS, kind_words
from imgdesk.domain.papers import Paper, PaperOverride, PaperSection
from imgdesk.errors import UserError
from imgdesk.services import records
from imgdesk.text import clean_text, one_line

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_FIELDS: Final = frozenset("heading level numbering text internal kind source hint".split())


def add_section(
    desk: Desk, paper_id: int, *, after: int | None = None, kind: str = "text", **fields: Any
) -> int:
    """Add a section and return its id; `fields` as in `edit_section`.

    It stands behind the section `after`, and behind what is below that one unless it is deeper itself; at the very
    beginning for 0, at the end for None.
    """
    named = quoted_heading(fields.get("kind", kind), one_line(fields.get("heading", "")), "a new")
    with desk.change(f"Add {named} to {paper_name(desk, paper_id)}") as session:
        open_paper(session, paper_id)
        row = PaperSection(paper_id=paper_id)
        _put(session, row, {"kind": kind, **fields})
        rows = _in_order(session, paper_id)
        places = [(section.id or 0, section.position) for section in rows]
        row.position = records.places(session, PaperSection, places, _before(rows, after, row.level))[0]
        return records.added(session, row)


def edit_section(desk: Desk, section_id: int, *, merge: str | None = None, **fields: Any) -> None:
    """Set heading, level (0 to 3), numbering, text, internal, kind, source or hint of a section.

    A source makes it automatic, another kind takes the source away; what stood instead of the paragraphs of a source
    goes with it. See Desk.change for `merge`.
    """
    with desk.change(f"Edit {_name(desk, section_id)}", merge=merge) as session:
        row, _ = open_section(session, section_id)
        _put(session, row, fields)


def move_section(desk: Desk, section_id: int, *, before: int | None) -> None:
    """Move a section with those below it before another one of the paper, or to the end for None."""
    with desk.change(f"Move {_name(desk, section_id)}") as session:
        row, _ = open_section(session, section_id)
        rows = _in_order(session, row.paper_id)
        moving = _branch(rows, row)
        following = rows[rows.index(moving[-1]) + 1 :]
        if before in (section_id, following[0].id if following else None):
            return
        ids = {other.id or 0 for other in moving}
        _check_target(rows, ids, before)
        positions = [(other.id or 0, other.position) for other in rows]
        places = records.places(session, PaperSection, positions, before, ids, len(moving))
        for other, place in zip(moving, places, strict=True):
            other.position = place


def delete_section(desk: Desk, section_id: int) -> None:
    """Delete a section with what stands in it; those below it stay."""
    with desk.change(f"Delete {_name(desk, section_id)}") as session:
        session.delete(open_section(session, section_id)[0])


def override(desk: Desk, section_id: int, key: str, text: str, was: str, *, merge: str | None = None) -> None:
    """Say something else instead of the automatic paragraph `key`; `was` is what the desk says there now.

    The same words as the desk's are none of one's own: then nothing is kept. See Desk.change for `merge`.
    """
    with desk.change(f"Reword a paragraph of {_name(desk, section_id)}", merge=merge) as session:
        section, _ = open_section(session, section_id)
        if section.kind != "automatic":
            raise UserError("Only what the desk writes can be said otherwise: edit the text of this section.")
        row = _override(session, section_id, key)
        said, told = clean_text(text), clean_text(was)
        if said == told:
            if row is not None:
                session.delete(row)
            return
        row = row or PaperOverride(section_id=section_id, key=records.required(key, "name of the paragraph"))
        row.text, row.was = said, told
        session.add(row)


def revert(desk: Desk, section_id: int, key: str) -> None:
    """Let the desk speak again where somebody said something else."""
    with desk.change(f"Take the desk's words again in {_name(desk, section_id)}") as session:
        open_section(session, section_id)
        row = _override(session, section_id, key)
        if row is None:
            raise UserError("These are the desk's own words already, so there is nothing to take back.")
        session.delete(row)


def open_paper(session: Session, paper_id: int) -> Paper:
    """Return the paper, or raise UserError when it is gone or final."""
    row = records.found(session, Paper, paper_id)
    if row.status == "final":
        raise UserError(
            f"The paper {records.quoted(row.title)} is final, so nothing was changed: set it back to draft first."
        )
    return row


def open_section(session: Session, section_id: int) -> tuple[PaperSection, Paper]:
    """Return a section with its paper, or raise UserError as `open_paper` does."""
    row = records.found(session, PaperSection, section_id)
    return row, open_paper(session, row.paper_id)


def paper_name(desk: Desk, paper_id: int) -> str:
    """Return a paper in the words of a step's label: its kind and its title."""
    rows = desk.read("SELECT kind, title, template FROM paper WHERE id = ?", (paper_id,))
    if not rows:
        return "paper"
    kind, title, template = rows[0]
    return f"{'template' if template else kind_words(kind)} {records.quoted(title)}"


def quoted_heading(kind: str, heading: str, article: str = "the") -> str:
    """Return a section in the words of a step's label: its heading, else what such a section is called."""
    return records.quoted(heading) if heading.strip() else f"{article} {SECTION_WORDS.get(kind, 'section')}"


def _name(desk: Desk, section_id: int) -> str:
    sql = "SELECT kind, heading, paper_id FROM paper_section WHERE id = ?"
    rows = desk.read(sql, (section_id,))
    if not rows:
        return "a section"
    kind, heading, paper_id = rows[0]
    return f"{quoted_heading(kind, heading)} of {paper_name(desk, paper_id)}"


def _put(session: Session, row: PaperSection, fields: dict[str, Any]) -> None:
    if unknown := fields.keys() - _FIELDS:
        raise TypeError(f"a section has no editable field {sorted(unknown)}")
    source = row.source
    with session.no_autoflush:
        for name, value in fields.items():
            match name:
                case "kind":
                    row.kind = records.one_of(value, SECTION_KINDS, "kind of section")
                case "level":
                    row.level = _level(value)
                case "numbering":
                    row.numbering = value and records.one_of(value, NUMBERINGS[1:], "way to count headings")
                case "internal":
                    row.internal = bool(value)
                case "heading":
                    row.heading = clean_text(value).replace("\n", " ")
                case "source":
                    row.source = one_line(value)
                case _:
                    setattr(row, name, clean_text(value))
        _settle_kind(row, fields)
        if row.id is not None and row.source != source:
            for said in session.exec(select(PaperOverride).where(PaperOverride.section_id == row.id)):
                session.delete(said)


def _settle_kind(row: PaperSection, fields: dict[str, Any]) -> None:
    """Bring kind and source together: automatic is what names a source."""
    if fields.get("source") and fields.get("kind", "text") in ("text", "automatic"):
        row.kind = "automatic"
    elif "source" in fields and "kind" not in fields and row.kind == "automatic":
        row.kind = "text"
    elif row.kind != "automatic":
        row.source = ""
    if row.kind == "automatic" and not row.source:
        raise UserError("An automatic part shows something that the desk knows: choose what.")


def _level(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= DEEPEST:
        raise UserError(f"A heading has a level from 1 to {DEEPEST}, or 0 for none: choose another one.")
    return int(value)


def _override(session: Session, section_id: int, key: str) -> PaperOverride | None:
    return session.exec(
        select(PaperOverride).where(PaperOverride.section_id == section_id, PaperOverride.key == key)
    ).first()


def _in_order(session: Session, paper_id: int) -> list[PaperSection]:
    return list(
        session.exec(
            select(PaperSection)
            .where(PaperSection.paper_id == paper_id)
            .order_by(col(PaperSection.position), col(PaperSection.id))
        )
    )


def _branch(rows: Sequence[PaperSection], row: PaperSection) -> list[PaperSection]:
    """Return a section and those below it."""
    found = [row]
    for other in rows[rows.index(row) + 1 :]:
        if row.level == 0 or other.level <= row.level:
            break
        found.append(other)
    return found


def _check_target(rows: Sequence[PaperSection], moving: Set[int], before: int | None) -> None:
    if before in moving:
        raise UserError("A section cannot stand below itself, so nothing was moved: choose another place.")
    if before is not None and before not in [row.id for row in rows]:
        raise UserError("That section is not in this paper, so nothing was moved: choose another one.")


def _before(rows: Sequence[PaperSection], after: int | None, level: int) -> int | None:
    """Return the section before which one of that level stands that is added behind `after`; see `add_section`."""
    if after == 0 and rows:
        return rows[0].id
    row = next((other for other in rows if other.id == after), None)
    if row is None:
        return None
    last = _branch(rows, row)[-1] if 0 < level <= row.level else row
    following = rows[rows.index(last) + 1 :]
    return following[0].id if following else None
