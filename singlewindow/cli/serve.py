"""``singlewindow serve``: the web and the API behind gunicorn, and a worker beside them."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.util import import_app

from singlewindow.config import Settings

APPLICATION = "singlewindow.app:create_app()"
"""Named and not imported: the application knows every door, and no door knows it."""

WORKER = (sys.executable, "-m", "singlewindow.cli", "worker", "--with-parent")
WORKER_REST = 5.0
"""Seconds between two starts of the worker, at least."""


@click.command()
@click.option("--bind", default="127.0.0.1:8080", show_default=True, help="Address and port to listen on.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1), help="Processes that answer.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1), help="Threads in each of them.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Run the worker too.")
def serve(bind: str, processes: int, threads: int, worker: bool) -> None:
    """Serve the pages and the API. Ctrl-C or SIGTERM ends it; requests under way are finished first."""
    settings = Settings.from_environment()
    _share_figures(settings.var / "metrics")
    options = {"bind": bind, "workers": processes, "threads": threads, "loglevel": settings.log_level.lower()}
    Server(options, worker=worker).run()


def _share_figures(folder: Path) -> None:
    """Let /metrics add up the figures of all processes: they share this folder, empty at the start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


class Server(BaseApplication):
    """gunicorn with threads, the application loaded once before its processes fork."""

    cfg: Config

    def __init__(self, options: dict[str, Any], *, worker: bool) -> None:
        self.options = options
        self.with_worker = worker
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn, which reads no file and no environment of its own here."""
        fixed = {
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 30,
            "keepalive": 15,
            "control_socket_disable": True,  # it would be opened in the user's home
            "post_fork": lambda _arbiter, _worker: sys.setswitchinterval(0.0005),
            "pre_fork": lambda _arbiter, _worker: self.before_fork(),
        }
        for name, value in (fixed | self.options).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        return import_app(APPLICATION)

    def before_fork(self) -> None:
        """Leave no connection of the parent's to a child."""
        application: Any = self.wsgi()
        application.extensions["singlewindow"].database.dispose()

    def run(self) -> None:
        """Serve until a signal says stop."""
        (KeepingArbiter if self.with_worker else Arbiter)(self).run()


class KeepingArbiter(Arbiter):
    """gunicorn's parent process, which keeps our worker running as it keeps its own."""

    job_worker: subprocess.Popen[bytes] | None = None
    started_at = -WORKER_REST

    def manage_workers(self) -> None:
        """Called by gunicorn about once a second: start what is missing."""
        super().manage_workers()
        missing = self.job_worker is None or self.job_worker.poll() is not None
        if missing and time.monotonic() - self.started_at >= WORKER_REST:
            self.job_worker = subprocess.Popen(WORKER)  # noqa: S603 - our own words
            self.started_at = time.monotonic()

    def stop(self, graceful: bool = True) -> None:
        """Ask the worker to stop, then gunicorn's own; wait for all to finish what they are at."""
        if self.job_worker is not None:
            self.job_worker.terminate()
        super().stop(graceful)
        if self.job_worker is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.job_worker.wait(self.cfg.graceful_timeout)
