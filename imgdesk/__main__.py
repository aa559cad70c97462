"""`python -m imgdesk` is the command line."""

from imgdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
