"""Copy the notebooks to where the site reads them, as they were run, with links between pages.

The site calls this when it is built; the copies in docs/tutorials/ are not kept.
"""

from pathlib import Path


def write(docs: Path) -> None:
    """Write docs/tutorials/*.ipynb anew."""
    folder = docs / "tutorials"
    for old in folder.glob("*.ipynb"):
        old.unlink()
    for book in sorted((docs.parent / "notebooks").glob("*.ipynb")):
        text = book.read_text(encoding="utf-8").replace("](../docs/", "](../")
        (folder / book.name).write_text(text, encoding="utf-8")
