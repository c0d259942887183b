"""Run the worker: huey's threads run jobs, and a sweep about every second sends them what is due."""

import threading
from typing import Any

import structlog
from huey.consumer import Consumer

from singlewindow.casework.house import House
from singlewindow.store import jobs
from singlewindow.worker.handlers import HANDLERS
from singlewindow.worker.job import run_job
from singlewindow.worker.queue import JobQueue
from singlewindow.worker.tidying import Tidying

log: Any = structlog.get_logger("singlewindow.worker")

THREADS = 4
SWEEP_SECONDS = 1.0
BUSY_SECONDS = 0.05
POLL_SECONDS = 0.1
BATCH = 200
SHUTDOWN_SECONDS = 25
ALIVE = "worker.alive"
"""A file in VAR that every sweep touches: its time is the last time that a worker was at work."""


class Threads(Consumer):  # type: ignore[misc]
    """huey's consumer, which leaves signals to whoever runs it."""

    def _set_signal_handlers(self) -> None:
        pass


def run(house: House, stop: threading.Event) -> None:
    """Run jobs until ``stop`` is set; jobs under way are finished (they have 25 seconds)."""
    queue = job_queue(house)
    threads = Threads(
        queue.huey,
        workers=THREADS,
        periodic=False,
        initial_delay=POLL_SECONDS,
        max_delay=POLL_SECONDS,
        check_worker_health=False,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )
    threads.start()
    log.info("worker_started", threads=THREADS)
    tidying = Tidying()
    while not stop.is_set():
        stop.wait(BUSY_SECONDS if _swept(house, queue, tidying) else SWEEP_SECONDS)
    threads.stop(graceful=True)
    log.info("worker_stopped")


def job_queue(house: House) -> JobQueue:
    """The house's queue, whose messages run the job of their id."""

    def run_one(job_id: int) -> None:
        run_job(house, HANDLERS, job_id)

    return JobQueue(house.settings, run_one)


def sweep(house: House, queue: JobQueue) -> int:
    """Send what is due, where the queue is empty: then nothing is sent twice without need. Gives how many were sent."""
    (house.settings.var / ALIVE).touch()
    if len(queue):
        return 0
    with house.database.reading() as session:
        due = jobs.due_jobs(session, house.now(), BATCH)
    for job_id in due:
        queue.send(job_id)
    return len(due)


def _swept(house: House, queue: JobQueue, tidying: Tidying) -> bool:
    """Whether there is more to do at once. A database that is away for a while must not end the worker."""
    try:
        tidying.tidy(house)
        return sweep(house, queue) > 0 or len(queue) > 0
    except Exception:  # whatever it was, the next sweep tries again
        log.exception("sweep_failed")
        return False
