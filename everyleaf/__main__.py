"""``python -m everyleaf`` is the same as the command ``everyleaf``."""

from everyleaf.cli import main

if __name__ == "__main__":
    main()
