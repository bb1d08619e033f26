"""A map that was made: saved as a page, shown in a notebook, or made into a widget."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netweave import errors
from netweave.plotting.interactive.page import page_of
from netweave.plotting.looks import count

if TYPE_CHECKING:
    import pandas as pd

ROOM = 16  # pixels around the page inside a notebook


@dataclass(frozen=True, repr=False)
class InteractiveMap:
    """A map to look around in, as ``interactive_map`` makes it.

    A notebook shows it as the last value of a cell, in a frame that may run the map's own script
    and save pictures, and nothing else.

    Parameters
    ----------
    data : dict
        All that the map holds, as plain lists, numbers and texts: what is not here is not in the
        saved file either.
    ids : Index
        Whom the rows of ``data["nodes"]`` stand for: people, or the names of organizations.
    height : int, default 680
        Pixels in a notebook.
    """

    data: dict[str, Any]
    ids: pd.Index
    height: int = 680

    def to_html(self) -> str:
        """Give the map as one page: no other file, no request to anywhere.

        Returns
        -------
        str
            The same for the same map.
        """
        return page_of(self.data)

    def save(self, path: str | Path) -> Path:
        """Write the map as one HTML file that works without a network connection.

        Parameters
        ----------
        path : str or Path
            Where to; ends in .html.

        Returns
        -------
        Path
            Where it is.

        Raises
        ------
        ArgumentError
            If the suffix is not .html.
        """
        path = Path(path)
        if path.suffix.lower() not in {".html", ".htm"}:
            raise errors.not_one_of("path's suffix", (".html",), path.suffix)
        path.write_text(self.to_html(), encoding="utf-8", newline="\n")
        return path

    def widget(self) -> Any:  # noqa: ANN401  # a class of an optional package
        """Make a notebook widget whose ``selected`` tells who is chosen on the map.

        Returns
        -------
        anywidget.AnyWidget
            ``selected`` holds the ids of the people (or names of the organizations) chosen, in
            order; it can be observed.

        Raises
        ------
        MissingExtraError
            If anywidget is not installed: ``pip install "netweave[widget]"``.
        """
        from netweave.plotting.interactive.widgets import make_widget  # noqa: PLC0415

        return make_widget(self)

    def _repr_html_(self) -> str:
        page = html.escape(self.to_html(), quote=True)
        title = html.escape(self.data["title"], quote=True)
        return (
            f'<iframe title="{title}" sandbox="allow-scripts allow-downloads" '
            f'style="width:100%;height:{self.height + ROOM}px;border:0" srcdoc="{page}"></iframe>'
        )

    def __repr__(self) -> str:
        one, many = self.data["noun"]
        nodes = count(len(self.data["nodes"]), one, many)
        return f"<InteractiveMap: {nodes}, {count(len(self.data['views']), 'view')}>"
