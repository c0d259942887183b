"""``singlewindow worker``: run what must happen after a commit."""

import os
import runpy
import signal
import threading
import time

import click

PARENT_SECONDS = 1.0


@click.command()
@click.option("--with-parent", is_flag=True, help="Stop when the process that started this one is gone.")
def worker(with_parent: bool) -> None:
    """Run the jobs that decisions leave behind. The command serve starts a worker by itself."""
    if with_parent:
        threading.Thread(target=_stop_without, args=(os.getppid(),), daemon=True).start()
    # The worker is a door of its own; doors are strangers to each other, so it is named and not imported.
    runpy.run_module("singlewindow.worker", run_name="__main__")


def _stop_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
