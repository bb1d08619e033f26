"""What networkx asks about its backend "netweave" each time anybody imports networkx.

This stands outside the package and imports nothing, so that networkx starts as fast as without it.
"""


def about() -> dict[str, object]:
    """Describe the backend to networkx."""
    return {
        "backend_name": "netweave",
        "project": "netweave",
        "package": "netweave",
        "short_summary": "Exact measures of centrality, bridging and cohesion by compiled kernels.",
    }
