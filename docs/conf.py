"""How the documentation site is built: sphinx-build -W -n docs site."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference_pages
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

import netweave

project = "netweave"
author = "The netweave developers"
version = release = netweave.__version__.partition("+")[0]

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["pictures/*"]
nb_execution_mode = "off"
myst_heading_anchors = 4
numpydoc_show_class_members = False
autodoc_typehints = "none"  # the docstrings say what goes in and what comes out
autodoc_default_options = {"members": True, "exclude-members": "drawn_by"}

html_theme = "pydata_sphinx_theme"
html_title = "netweave"
html_sourcelink_suffix = ""
html_show_sourcelink = False
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "footer_start": ["copyright"],
    "footer_end": [],
}

# Sorts of files that the pages show and that need no colours.
UNCOLOURED = ("csv", "ics", "ris")
# Plain pages of the repository that are, on the site, the parents of others.
CHILDREN = {
    "howto/README": ":glob:\n*",
    "meaning": "measures\nclaims\ncodes\ndirection\nconventions",
}


def setup(app: Sphinx) -> None:
    """Write the pages of the reference before the site is read."""
    for name in UNCOLOURED:
        app.add_lexer(name, TextLexer)
    app.connect("builder-inited", lambda app: reference_pages.write(Path(app.srcdir)))
    app.connect("source-read", _listing_its_children)


def _listing_its_children(_: Sphinx, page: str, source: list[str]) -> None:
    if page in CHILDREN:
        source[0] += f"\n```{{toctree}}\n:hidden:\n{CHILDREN[page]}\n```\n"
