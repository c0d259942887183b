"""The built style sheet and script: their names in pages, and serving them compressed and cached for good."""

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).parent / "static"
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{8}\.\w+$")
log = logging.getLogger(__name__)


def serve_static_files(app: Flask) -> None:
    """Serve ``/static/`` before the app is asked, and give templates ``asset(name)``, a file's address."""
    names = _names()

    def asset(name: str) -> str:
        return f"/static/{names.get(name, name)}"

    app.jinja_env.globals["asset"] = asset
    if STATIC.is_dir():
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=STATIC,
            prefix="/static/",
            immutable_file_test=NAMED_BY_CONTENT.pattern,
            allow_all_origins=False,
            add_headers_function=_add_headers,
        )


@cache
def content_of(name: str) -> str:
    """The text of a built file, for a page that must be whole by itself; empty where nothing is built."""
    file = STATIC / _names().get(name, name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _names() -> Mapping[str, str]:
    manifest = STATIC / "manifest.json"
    if manifest.exists():
        return dict(json.loads(manifest.read_text()))
    log.warning("The pages have no styles: their assets are not built. Run: make assets")
    return {}


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
