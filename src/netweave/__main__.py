"""The command line tool without its script: ``python -m netweave``."""

from netweave.cli import main

if __name__ == "__main__":
    main()
