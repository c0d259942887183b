"""A private PostgreSQL server for the tests: ``with server() as url``.

``SINGLEWINDOW_TEST_POSTGRESQL_URL`` names a running server instead. The server's own programs are looked for on the
PATH and where Debian puts them; PostgreSQL refuses to run as root, so root runs them as ``postgres`` or ``nobody``.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "singlewindow"
FAST_AND_FORGETFUL = "-c fsync=off -c full_page_writes=off -c max_connections=200"


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: the newest installed, or None."""
    on_path = shutil.which("pg_ctl")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    found = [Path(on_path).resolve(), *installed] if on_path else installed
    return found[-1].parent if found else None


def available() -> bool:
    """Whether a server can be reached or started here."""
    return bool(os.environ.get("SINGLEWINDOW_TEST_POSTGRESQL_URL")) or programs() is not None


@contextmanager
def server(options: str = FAST_AND_FORGETFUL) -> Iterator[str]:
    """The URL of a server with an empty database, stopped and removed at the end.

    ``options`` go to the server as they are; the default trades durability for speed, which a benchmark must not.
    Raises FileNotFoundError when there is none, CalledProcessError when it does not start.
    """
    given = os.environ.get("SINGLEWINDOW_TEST_POSTGRESQL_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="singlewindow-postgresql-"))
    try:
        with _running(folder, options) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, options: str) -> Iterator[str]:
    found = programs()
    if found is None:
        raise FileNotFoundError("no PostgreSQL server programs are installed")
    if os.geteuid() == 0:
        os.chown(folder, *_unprivileged())
    data, port = folder / "data", _free_port()
    _run(found / "initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-locale")
    listening = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -p {port}"
    _run(found / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", f"{listening} {options}", "start")
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        _run(found / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: object) -> None:
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        user, group = _unprivileged()
        identity = {"user": user, "group": group, "extra_groups": ()}
    words = [str(word) for word in command]
    # pg_ctl leaves the server running with its standard streams: a pipe here would never end.
    subprocess.run(words, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **identity)


def _unprivileged() -> tuple[int, int]:
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise FileNotFoundError("no user to run PostgreSQL as: neither postgres nor nobody exists")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
