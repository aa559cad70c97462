"""P6: writing the tracker, against XlsxWriter writing the same cells; and the most memory that it takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import openpyxl

from bench.timing import tell

TODAY = date(2023, 7, 14)


def main() -> None:
    """Print ratio and memory at 1,000 and 10,000 activities."""
    from bench.data import make_desk

    for count in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            desk = make_desk(Path(folder) / "d.imgdesk", count)
            pairs = [(_child("ours", desk), _child("theirs", desk)) for _ in range(5 if count < 5_000 else 3)]
        ratio = statistics.median(one[0] / other[0] for one, other in pairs)
        ours = statistics.median(one[0] for one, _ in pairs)
        memory = max(one[1] for one, _ in pairs)
        figure = f"{ratio:.2f}x ({ours:.2f} s, {memory:.0f} MB)"
        tell("P6", f"tracker of {count:,} activities / XlsxWriter, same cells", figure, "<= 1.3x, <= 100 MB")


def _child(who: str, desk: Path) -> tuple[float, float]:
    words = [sys.executable, "-m", "bench.tracker", who, str(desk)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def ours(path: Path) -> float:
    """Write the tracker once and return the seconds, imports not counted."""
    from imgdesk.exchange.tracker import export_tracker
    from imgdesk.store.desk import Desk

    with Desk.open(path, read_only=True) as desk:
        start = time.perf_counter()
        export_tracker(desk, path.with_suffix(".xlsx"), today=TODAY)
        return time.perf_counter() - start


def theirs(path: Path) -> float:
    """Write every cell of that tracker again with XlsxWriter, with as many formats, rules and lists."""
    import xlsxwriter

    book = openpyxl.load_workbook(path.with_suffix(".xlsx"), read_only=True)
    sheets = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    start = time.perf_counter()
    with xlsxwriter.Workbook(
        path.with_name("x.xlsx"), {"constant_memory": True, "default_date_format": "d mmm yyyy"}
    ) as out:
        looks = [
            out.add_format({"text_wrap": True, "bottom": 1, "valign": "top", "font_size": 10 + n / 10})
            for n in range(5)
        ]
        fills = [out.add_format({"bg_color": f"#{n:02X}AA66"}) for n in range(18)]
        for title, rows in sheets.items():
            sheet = out.add_worksheet(title)
            sheet.freeze_panes(6, 3)
            for number, row in enumerate(rows):
                sheet.set_row(number, 16)
                for place, value in enumerate(row):
                    sheet.write(number, place, value, looks[place % 5])
            for fill in fills:
                rule = {"type": "formula", "criteria": "=$A1=1", "format": fill}
                sheet.conditional_format(0, 0, max(len(rows), 1), 52, rule)
    return time.perf_counter() - start


def peak_mb() -> float:
    """Return the most memory that this program has held, in MB; 0 where the system does not tell.

    Linux counts it anew for each program; the resource module would count what the parent held before.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print({"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2])), peak_mb())
    else:
        main()
