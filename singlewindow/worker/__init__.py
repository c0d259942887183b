"""The worker: a door that nobody knocks at. It runs what must happen after a commit."""

from singlewindow.worker.running import run

__all__ = ["run"]
