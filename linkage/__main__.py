"""``python -m linkage`` is the same as ``linkage``."""

from linkage.cli import main

if __name__ == "__main__":
    main()
