"""The map as a notebook widget, where anywidget is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave import errors
from netweave.plotting.interactive.page import static

if TYPE_CHECKING:
    from netweave.plotting.interactive.shown import InteractiveMap


def make_widget(drawn: InteractiveMap) -> Any:  # noqa: ANN401  # a class of an optional package
    """Make the widget of a map."""
    try:
        import anywidget  # noqa: PLC0415
        import traitlets  # noqa: PLC0415
    except ImportError as missing:
        raise errors.missing_package("A notebook widget", "anywidget", "widget") from missing
    ids = list(drawn.ids)

    class MapWidget(anywidget.AnyWidget):
        """A map in a notebook; ``selected`` are the ids chosen on it."""

        _esm = static("map.js")
        _css = static("map.css")
        data = traitlets.Dict().tag(sync=True)
        height = traitlets.Int().tag(sync=True)
        places = traitlets.List(traitlets.Int()).tag(sync=True)
        selected: Any = traitlets.List(read_only=True)

        @traitlets.observe("places")
        def _told(self, change: Any) -> None:  # noqa: ANN401
            chosen = [ids[place] for place in change["new"] if 0 <= place < len(ids)]
            self.set_trait("selected", chosen)

    return MapWidget(data=drawn.data, height=drawn.height)
