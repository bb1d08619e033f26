"""How the documentation site is built: sphinx-build -W -n docs site."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference_pages
import tutorial_pages
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

import netweave

project = "netweave"
author = "The netweave developers"
version = release = netweave.__version__.partition("+")[0]

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc", "sphinx_gallery.gen_gallery"]
exclude_patterns = ["pictures/*", "gallery/*", "gallery_pages/*.ipynb"]
nb_execution_mode = "off"
myst_heading_anchors = 4
numpydoc_show_class_members = False
autodoc_typehints = "none"  # the docstrings say what goes in and what comes out
autodoc_default_options = {"members": True, "exclude-members": "drawn_by"}

# A page for each script in gallery/, with the picture that it draws and links to the reference.
sphinx_gallery_conf = {
    "examples_dirs": "gallery",
    "gallery_dirs": "gallery_pages",
    "within_subsection_order": "FileNameSortKey",
    "reset_modules": ("matplotlib", "gallery_looks.widen"),
    "capture_repr": ("_repr_html_",),
    "doc_module": ("netweave",),
    "reference_url": {"netweave": None},
    "remove_config_comments": True,
    "download_all_examples": False,
    "show_signature": False,
    "write_computation_times": False,
    "min_reported_time": 3600,  # how long a picture took is not a part of its page
}

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
# Where a link of the repository leads to on the site.
MOVED = {
    "tutorials/index": ("](../../notebooks/", "]("),
    "index": ("](gallery/)", "](gallery_pages/index.rst)"),
}


def setup(app: Sphinx) -> None:
    """Write the pages of the reference and the tutorials before the site is read."""
    for name in UNCOLOURED:
        app.add_lexer(name, TextLexer)
    app.connect("builder-inited", lambda app: reference_pages.write(Path(app.srcdir)))
    app.connect("builder-inited", lambda app: tutorial_pages.write(Path(app.srcdir)))
    app.connect("source-read", _listing_its_children)
    app.connect("source-read", _with_links_of_the_site)


def _listing_its_children(_: Sphinx, page: str, source: list[str]) -> None:
    if page in CHILDREN:
        source[0] += f"\n```{{toctree}}\n:hidden:\n{CHILDREN[page]}\n```\n"


def _with_links_of_the_site(_: Sphinx, page: str, source: list[str]) -> None:
    if page in MOVED:
        source[0] = source[0].replace(*MOVED[page])
