"""`python -m bench` prints every figure beside its goal; `python -m bench store launch` only the named ones."""

from __future__ import annotations

import os
import subprocess
import sys

PARTS = ("launch", "minutes", "paint", "papers", "preview", "progress", "search", "stall", "store", "tracker")


def main() -> None:
    """Run the named parts, or all of them, each in a process of its own."""
    names = sys.argv[1:] or PARTS
    for name in names:
        if name not in PARTS:
            raise SystemExit(f"There is no measurement “{name}”: choose from {', '.join(PARTS)}.")
    quiet = {"QT_LOGGING_RULES": "qt.qpa.*=false", **os.environ}
    for name in names:
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True, env=quiet)


if __name__ == "__main__":
    main()
