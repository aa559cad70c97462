"""The program is killed at a random moment: nothing that was acknowledged is lost, and the file is sound.

A child is forked for every round from this process, which has imported everything; it changes the desk through the
services and writes a byte after each change that returned. The parent kills it after a random number of bytes and a
random wait, and opens the desk as the next start of the program would.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from pathlib import Path

import pytest

from imgdesk.services import exchange, parts, people, resolve, workplan
from imgdesk.store import connection
from imgdesk.store.desk import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process")
ROUNDS = 100
MODULES = (exchange, parts, people, resolve, workplan)


def work(path: Path, tell: int) -> None:
    """Change the desk for ever: each change is two rows that belong together, so that half a change would show."""
    with Desk.open(path) as desk:
        for number in range(1_000_000):
            with desk.change(f"Change {number}"):
                people.edit_group(desk, acronym=str(number))
                workplan.edit_activity(desk, 1, note=str(number), output=f"Output {number} " + "x" * 3000)
                people.add_organization(desk, f"Organization {number}")
            os.write(tell, b".")


def killed_after(path: Path, chance: random.Random) -> int:
    """Let a child work, kill it, and return how many changes it had acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work(path, write)
        finally:
            os._exit(1)
    os.close(write)
    wanted, seen = chance.randrange(4), 0
    while seen < wanted and select.select([read], [], [], 20)[0]:
        seen += len(os.read(read, wanted - seen)) or 10_000
    time.sleep(chance.random() * 0.012)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(read, 4096):
        seen += len(part)
    os.close(read)
    assert seen < 10_000, "the child ended by itself"
    return seen


def problems(path: Path, acknowledged: int) -> list[str]:
    """What the next start finds wrong."""
    with Desk.open(path) as desk:
        found = desk.check()
        group, activity, organizations, steps, label = desk.read(
            "SELECT (SELECT acronym FROM working_group), (SELECT note FROM activity WHERE id = 1), "
            "(SELECT count(*) FROM organization WHERE name LIKE 'Organization %'), "
            "(SELECT count(*) FROM step WHERE label LIKE 'Change %'), (SELECT label FROM step ORDER BY id DESC LIMIT 1)"
        )[0]
        if organizations < acknowledged:
            found.append(f"{acknowledged} changes were acknowledged, {organizations} are there")
        if organizations and {group, activity, str(organizations - 1)} != {group}:
            found.append(f"half a change: {group}, {activity}, {organizations}")
        if steps != organizations or (steps and label != f"Change {steps - 1}"):
            found.append(f"{organizations} changes have {steps} steps")
    found += [name.name for name in path.parent.iterdir() if name != path]
    return found


@pytest.mark.timeout(240)
def test_no_acknowledged_change_is_lost_by_a_kill(made_plan_desk: Path, memory_path: Path) -> None:
    chance = random.Random(20230512)
    path = memory_path / "d.imgdesk"
    acknowledged = interrupted = 0
    for round_number in range(ROUNDS):
        shutil.copyfile(made_plan_desk, path)
        count = killed_after(path, chance)
        interrupted += path.with_name("d.imgdesk-journal").exists()
        acknowledged += count
        assert problems(path, count) == [], f"round {round_number}"
    with Desk.open(path) as desk:
        assert desk.undo() is not None
        assert desk.check() == []
    assert acknowledged > ROUNDS
    assert interrupted > 0, "no round was killed inside a change"


@pytest.mark.skipif(
    not os.environ.get("IMGDESK_THOROUGH"), reason="a look at the test itself: IMGDESK_THOROUGH=1"
)
@pytest.mark.timeout(240)
def test_without_a_journal_the_same_kills_do_harm(
    made_plan_desk: Path, memory_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a store that does not protect its writes must fail this test, or it proves nothing."""
    safe = connection.connect

    def unsafe(path: Path, *, read_only: bool) -> connection.Connection:
        opened = safe(path, read_only=read_only)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = 3"):
            opened.execute(f"PRAGMA {pragma}")
        return opened

    chance = random.Random(20230512)
    path = memory_path / "d.imgdesk"
    harmed = 0
    for _ in range(3 * ROUNDS):
        shutil.copyfile(made_plan_desk, path)
        with monkeypatch.context() as patch:
            patch.setattr("imgdesk.store.desk.connect", unsafe)
            count = killed_after(path, chance)
        try:
            harmed += bool(problems(path, count))
        except Exception:  # noqa: BLE001 - a file that cannot be read at all is harm too
            harmed += 1
    assert harmed > 0
