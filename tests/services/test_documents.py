"""Deliverables and documents: links kept as text, files kept in the desk with their bytes through undo and restart."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk.domain.file_kinds import LARGEST
from imgdesk.errors import UserError
from imgdesk.services import documents, workplan
from imgdesk.store.desk import Desk
from imgdesk.views.documents import attachments, made_of
from imgdesk.views.journal import history


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Policy brief.pdf"
    path.write_bytes(b"%PDF-1.7\x00\xff brief")
    return path


def stored(desk: Desk) -> list[tuple[int, str]]:
    return desk.read("SELECT id, sha256 FROM stored_file ORDER BY id")


def test_a_link_is_kept_as_it_is_written(plan_desk: Desk) -> None:
    documents.attach_link(plan_desk, 1, " see the share, folder 3\n", title="Draft")
    (row,) = attachments(plan_desk, 1)
    assert (row.name, row.link, row.kind, row.state) == (
        "Draft",
        "see the share, folder 3",
        "deliverable",
        "draft",
    )
    assert made_of(row) == "link"
    assert plan_desk.undo_label == "Attach “Draft” to “Policy brief on the right to a healthy…”"


def test_a_file_is_kept_with_its_name_size_type_and_sum(plan_desk: Desk, paper: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper, kind="document", state="final")
    (row,) = attachments(plan_desk, 1)
    assert (row.id, row.name, row.size, row.media_type) == (row_id, "Policy brief.pdf", 16, "application/pdf")
    assert row.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    assert made_of(row) == "PDF, 16 bytes"
    assert documents.file_content(plan_desk, row_id) == paper.read_bytes()


def test_undo_and_redo_also_after_a_restart_bring_the_bytes_back(plan_desk: Desk, paper: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    documents.remove_attachment(plan_desk, row_id)
    assert attachments(plan_desk, 1) == []
    plan_desk.undo()
    assert documents.file_content(plan_desk, row_id) == paper.read_bytes()
    plan_desk.undo()
    assert attachments(plan_desk, 1) == []
    path = plan_desk.path
    plan_desk.close()
    with Desk.open(path) as again:
        again.redo()
        assert documents.file_content(again, row_id) == paper.read_bytes()
        assert again.check() == []


def test_a_deleted_activity_comes_back_with_its_documents(plan_desk: Desk, paper: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    before = attachments(plan_desk, 1)
    workplan.delete_activities(plan_desk, [1])
    assert plan_desk.read("SELECT count(*) FROM attachment") == [(0,)]
    plan_desk.undo()
    assert attachments(plan_desk, 1) == before
    assert documents.file_content(plan_desk, row_id) == paper.read_bytes()


def test_no_step_holds_the_bytes(plan_desk: Desk, paper: Path) -> None:
    paper.write_bytes(b"unmistakable " * 500)
    size = plan_desk.path.stat().st_size
    row_id = documents.attach_file(plan_desk, 1, paper)
    documents.edit_attachment(plan_desk, row_id, state="final")
    documents.remove_attachment(plan_desk, row_id)
    assert plan_desk.path.stat().st_size < size + 3 * 6500
    assert not plan_desk.read(
        "SELECT 1 FROM step_row WHERE table_name = 'stored_file' OR after LIKE '%unmistak%'"
    )


def test_the_same_bytes_are_kept_once(plan_desk: Desk, paper: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.pdf"
    twin.write_bytes(paper.read_bytes())
    first = documents.attach_file(plan_desk, 1, paper)
    second = documents.attach_file(plan_desk, 2, twin)
    assert len(stored(plan_desk)) == 1
    documents.remove_attachment(plan_desk, first)
    assert documents.file_content(plan_desk, second) == twin.read_bytes()


def test_bytes_go_when_no_step_can_bring_them_back(plan_desk: Desk, paper: Path, tmp_path: Path) -> None:
    documents.attach_file(plan_desk, 1, paper)
    kept = stored(plan_desk)
    plan_desk.undo()
    with plan_desk.change("Look") as session:
        assert documents.drop_forgotten_files(session) == 0
    assert stored(plan_desk) == kept, "redo can still bring it back"
    workplan.edit_activity(plan_desk, 1, note="something else: the redo is given up")
    other = tmp_path / "other.txt"
    other.write_text("other")
    row_id = documents.attach_file(plan_desk, 1, other)
    assert [key for key, _ in stored(plan_desk)] != [key for key, _ in kept]
    assert len(stored(plan_desk)) == 1
    assert documents.file_content(plan_desk, row_id) == b"other"


def test_what_can_be_said_about_it(plan_desk: Desk, paper: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    documents.edit_attachment(
        plan_desk,
        row_id,
        title="The brief",
        kind="document",
        state="Final",
        when="12 May",
        file_name="a/b:c.pdf",
    )
    (row,) = attachments(plan_desk, 1)
    assert row[2:11] == (
        "document", "The brief", "", "a-b-c.pdf", "final", "12 May", "2023-05-12", "2023-05-12", "day"
    )  # fmt: skip
    link = documents.attach_link(plan_desk, 1, "x")
    documents.edit_attachment(plan_desk, link, link="y")
    assert [row.link for row in attachments(plan_desk, 1)] == ["y", ""]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"state": "nearly"}, "is not a state of a document: choose draft, final"),
        ({"kind": "toy"}, "is not a kind of document"),
        ({"link": "x"}, "A file has a name and a link has an address"),
        ({"file_name": " "}, "name of the file is empty"),
    ],
)
def test_what_cannot_be_said_about_a_file(
    plan_desk: Desk, paper: Path, fields: dict[str, str], says: str
) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    before = attachments(plan_desk, 1)
    with pytest.raises(UserError, match=says):
        documents.edit_attachment(plan_desk, row_id, **fields)
    assert attachments(plan_desk, 1) == before


def test_refused_files_leave_nothing_behind(plan_desk: Desk, tmp_path: Path) -> None:
    large, empty = tmp_path / "film.mp4", tmp_path / "empty.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    empty.touch()
    steps = plan_desk.read("SELECT count(*) FROM step")
    for path, says in (
        (large, "“film.mp4” has 20 MB and a desk keeps files of up to 20 MB: attach a link to it instead."),
        (empty, "“empty.pdf” is empty: choose another file."),
        (tmp_path, "is not a file: choose one, or attach a link to it."),
        (tmp_path / "gone.pdf", "is not a file"),
    ):
        with pytest.raises(UserError, match=says):
            documents.attach_file(plan_desk, 1, path)
    with pytest.raises(UserError, match="no longer exists"):
        documents.attach_link(plan_desk, 99, "x")
    with pytest.raises(UserError, match="The link is empty"):
        documents.attach_link(plan_desk, 1, " \n ")
    assert plan_desk.read("SELECT count(*) FROM step") == steps
    assert stored(plan_desk) == []


def test_a_file_of_the_largest_size_is_kept(plan_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(LARGEST)
    row_id = documents.attach_file(plan_desk, 1, path)
    assert len(documents.file_content(plan_desk, row_id)) == LARGEST


def test_it_is_given_out_whole_or_not_at_all(plan_desk: Desk, paper: Path, tmp_path: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    documents.save_file(plan_desk, row_id, target)
    assert target.read_bytes() == paper.read_bytes()
    folder = tmp_path / "look"
    folder.mkdir()
    copy = documents.copy_to_look_at(plan_desk, row_id, folder)
    assert copy == folder / "Policy brief.pdf"
    assert copy.read_bytes() == paper.read_bytes()
    assert os.name != "posix" or copy.stat().st_mode & 0o777 == 0o400
    plan_desk.close()
    raw = driver.connect(str(plan_desk.path))
    raw.execute("UPDATE stored_file SET content = zeroblob(16)")
    raw.commit()
    raw.close()
    with Desk.open(plan_desk.path) as again, pytest.raises(UserError, match="damaged in the desk"):
        documents.save_file(again, row_id, target)
    assert target.read_bytes() == paper.read_bytes()


def test_the_history_of_the_activity_tells_it(plan_desk: Desk, paper: Path) -> None:
    row_id = documents.attach_file(plan_desk, 1, paper)
    documents.edit_attachment(plan_desk, row_id, state="final", when="12 May 2023")
    documents.edit_attachment(plan_desk, row_id, kind="document")
    documents.remove_attachment(plan_desk, row_id)
    assert [row.sentence for row in history(plan_desk, "activity", 1)][1:] == [
        "deliverable Policy brief.pdf (draft) added",
        "deliverable Policy brief.pdf (draft) → Policy brief.pdf (final, 12 May 2023)",
        "document Policy brief.pdf (deliverable, final, 12 May 2023) → "
        "Policy brief.pdf (document, final, 12 May 2023)",
        "document Policy brief.pdf (final, 12 May 2023) removed",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attachment SET kind = 'toy'",
        "UPDATE attachment SET state = 'nearly'",
        "UPDATE attachment SET link = 'both'",
        "UPDATE attachment SET stored_file_id = NULL",
        "UPDATE attachment SET file_name = ''",
        "UPDATE attachment SET activity_id = 99",
        "UPDATE attachment SET latest = '12 May'",
        "UPDATE stored_file SET size = 3",
        "UPDATE stored_file SET content = 'text', size = 4",
        "UPDATE stored_file SET sha256 = 'short'",
        "INSERT INTO stored_file (sha256, size, content) SELECT sha256, size, content FROM stored_file",
        "INSERT INTO stored_file (sha256, size, content) VALUES (hex(zeroblob(32)), 20971521, zeroblob(20971521))",
    ],
)
def test_the_file_refuses_what_would_be_nonsense(plan_desk: Desk, paper: Path, statement: str) -> None:
    documents.attach_file(plan_desk, 1, paper)
    plan_desk.close()
    raw = driver.connect(str(plan_desk.path))
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(driver.IntegrityError):
        raw.execute(statement)
    raw.close()
