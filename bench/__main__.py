"""`python -m bench` prints every figure beside its goal; `python -m bench store launch` only the named ones."""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ("launch", "paint", "stall", "store", "tracker")


def main() -> None:
    """Run the named parts, or all of them."""
    for name in sys.argv[1:] or PARTS:
        if name not in PARTS:
            raise SystemExit(f"There is no measurement “{name}”: choose from {', '.join(PARTS)}.")
        import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main()
