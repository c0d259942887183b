"""A browser for tests, and what is looked at on every page in it: axe, one first heading, no sideways scrolling.

Playwright allows one start in a process, so every fixture shares the one browser of ``browser()``. A conftest takes the
fixtures by importing them.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

WIDTHS = (360, 1280)
SHOTS = os.environ.get("SINGLEWINDOW_SHOTS")
VIOLATIONS = """axe.run({resultTypes: ["violations"]}).then(
    found => found.violations.map(each => [each.id, each.nodes[0].html])
)"""

Look = Callable[[Any, str], None]


def program() -> str | None:
    """The Chromium that CHROMIUM names, or the system's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@cache
def browser() -> Any:
    """The one Chromium of this process; it ends with it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    playwright = sync_api.sync_playwright().start()
    started = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
    atexit.register(playwright.stop)
    atexit.register(started.close)
    return started


@pytest.fixture(scope="session")
def chromium() -> Any:
    """Chromium, where there is one."""
    if program() is None:
        pytest.skip("no Chromium (set CHROMIUM to its program)")
    return browser()


@contextlib.contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an app on a free port of 127.0.0.1 meanwhile; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture
def served() -> Iterator[Callable[[Flask], str]]:
    """Serve an app on a free port of 127.0.0.1 while the test runs; gives its address."""
    with contextlib.ExitStack() as stack:
        yield lambda app: stack.enter_context(serving(app))


@pytest.fixture
def look() -> Look:
    """Look at a page at a phone's and a desktop's width; with SINGLEWINDOW_SHOTS, a picture of each is kept there."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def look_at(page: Any, name: str) -> None:
        page.wait_for_load_state()
        assert page.locator("h1").count() == 1, name
        page.evaluate(axe.axe_script)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(VIOLATIONS) == [], f"{name} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)

    return look_at
