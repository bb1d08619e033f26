"""One page that holds a map: its data, its script, its looks, and leave to load nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
from importlib import resources
from typing import Any

# Letters that could end the element or the line that data stands in.
ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style id="__________cytoscape_stylesheet">{style}</style>
</head>
<body>
<main id="netweave-map"><h1>{title}</h1><noscript><p>This map is drawn by a script, and scripts \
are switched off.</p></noscript></main>
<script type="application/json" id="netweave-data">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def page_of(data: dict[str, Any]) -> str:
    """Write the page of a map; the same data give the same text."""
    script, style = static("map.js"), static("map.css")
    policy = "; ".join((
        "default-src 'none'",
        f"script-src '{digest(script)}'",
        f"style-src '{digest(style)}'",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ))
    return PAGE.format(
        policy=html.escape(policy, quote=False),
        title=html.escape(data["title"]),
        style=style,
        data=to_json(data),
        script=script,
    )


def to_json(data: dict[str, Any]) -> str:
    """Write data so that nothing in it can end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return "".join(ESCAPED.get(letter, letter) for letter in text)


@functools.cache
def static(name: str) -> str:
    """Read a file that is shipped with the map."""
    folder = resources.files("netweave.plotting.interactive") / "static"
    return (folder / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Give the hash by which a Content-Security-Policy lets exactly this text in."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
