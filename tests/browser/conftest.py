"""A real browser that opens saved pages, offline, and writes down what it was asked for."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSIDE = ("data:", "blob:", "about:")


@dataclass
class Opened:
    """A page, what it asked for beyond its own file, and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def _without(reason):
    if os.environ.get("NETWEAVE_BROWSER") == "required":
        pytest.fail(f"NETWEAVE_BROWSER=required, but {reason}")
    pytest.skip(f"no browser: {reason}")


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once; a skip in words where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        _without(f"none of {', '.join(NAMES)} is installed")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("the package playwright is not installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium):
    """Open a saved file: ``opened(path, width=1280, height=900)`` gives an ``Opened``."""
    contexts = []

    def open_file(path, *, width=1280, height=900, **settings):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **settings
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        one = Opened(context.new_page())
        address = Path(path).resolve().as_uri()

        def asked(request):
            if request.url != address and not request.url.startswith(INSIDE):
                one.requests.append(request.url)

        def said(message):
            if message.type in {"error", "warning"}:
                one.errors.append(message.text)

        context.on("request", asked)
        one.page.on("console", said)
        one.page.on("pageerror", lambda error: one.errors.append(str(error)))
        one.page.goto(address)
        return one

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def violations():
    """Ask axe-core which rules of accessibility a page breaks: ``violations(page)``, in words."""
    try:
        import axe_playwright_python
    except ImportError:
        _without("the package axe-playwright-python is not installed")
    script = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def ask(page):
        page.evaluate(script)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
        return [
            f"{one['id']}: {one['help']}: {node['html']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return ask
