"""Whatever happens to a worker or to its queue, every job is done, and done once in effect."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from receiver import Receiver
from worked import all_jobs, later, lodged

from singlewindow.casework import House
from singlewindow.config import Settings
from singlewindow.store import jobs
from singlewindow.store.people import Actor
from singlewindow.store.tables import Job
from singlewindow.worker import run
from singlewindow.worker.handlers import HANDLERS
from singlewindow.worker.job import LEASE, NotDone, Store, nothing, run_job
from singlewindow.worker.queue import JobQueue
from singlewindow.worker.retrying import DELAYS, JITTER, next_try
from singlewindow.worker.running import ALIVE, job_queue, sweep
from singlewindow.worker.tidying import EVERY, KEPT, Tidying

MANY = 40
AFTER_THE_LEASE = LEASE + dt.timedelta(seconds=1)


@pytest.mark.usefixtures("webhook")
def test_a_running_worker_does_what_is_due_and_stops_when_told(house: House, trader: Actor, receiver: Receiver) -> None:
    with _worker(house):
        lodged(house, trader)
        _wait_until(lambda: len(receiver.requests) == 1)
        _wait_until(lambda: all(job.done_at for job in all_jobs(house)))


@pytest.mark.usefixtures("webhook")
def test_every_job_is_done_once_after_kill_9_in_the_middle(house: House, trader: Actor, receiver: Receiver) -> None:
    for number in range(MANY):
        lodged(house, trader, f"T-{number}")
    process = _worker_process(house.settings)
    try:
        _wait_until(lambda: len(receiver.requests) >= 5)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    left = [job for job in all_jobs(house) if not job.done_at]
    assert left, "the worker was killed too late to leave anything"
    with _worker(later(house, AFTER_THE_LEASE)):
        _wait_until(lambda: all(job.done_at for job in all_jobs(house)))
    ids = [request.headers["webhook-id"] for request in receiver.requests]
    assert len(set(ids)) == MANY, "each event arrived; a repeat carries the id that it had"
    assert all(job.error is None for job in all_jobs(house))


def test_a_worker_process_ends_well_when_it_is_told(house: House) -> None:
    process = _worker_process(house.settings)
    _wait_until((house.settings.var / ALIVE).exists)
    process.terminate()
    assert process.wait(timeout=30) == 0


@pytest.mark.usefixtures("webhook")
def test_two_workers_do_a_job_once(house: House, trader: Actor, receiver: Receiver) -> None:
    for number in range(MANY):
        lodged(house, trader, f"T-{number}")
    with _worker(house), _worker(house):
        _wait_until(lambda: all(job.done_at for job in all_jobs(house)))
    assert len(receiver.requests) == MANY


@pytest.mark.usefixtures("webhook")
def test_a_lost_queue_message_costs_a_delay(house: House, trader: Actor, receiver: Receiver) -> None:
    lodged(house, trader)
    queue = job_queue(house)
    assert sweep(house, queue) == 1
    queue.huey.storage.flush_queue()
    assert sweep(house, queue) == 1
    _run_queue(queue)
    assert len(receiver.requests) == 1


@pytest.mark.usefixtures("webhook")
def test_a_message_that_comes_twice_runs_its_job_once(house: House, trader: Actor, receiver: Receiver) -> None:
    lodged(house, trader)
    queue = job_queue(house)
    for _ in range(2):
        queue.send(all_jobs(house)[0].id)
    _run_queue(queue)
    assert len(receiver.requests) == 1


@pytest.mark.usefixtures("webhook")
def test_nothing_more_is_sent_while_the_queue_holds_something(house: House, trader: Actor) -> None:
    lodged(house, trader)
    queue = job_queue(house)
    assert [sweep(house, queue), sweep(house, queue)] == [1, 0]
    assert len(queue) == 1


def test_a_job_that_another_worker_has_is_left_alone_until_its_lease_is_over(house: House) -> None:
    done: list[int] = []
    job_id = _add_job(house, "count")
    with house.database.writing() as session:
        jobs.lease(session, job_id, house.now(), house.now() + LEASE)
    run_job(house, {"count": _counting(done)}, job_id)
    assert done == []
    run_job(later(house, AFTER_THE_LEASE), {"count": _counting(done)}, job_id)
    assert done == [7]


def test_a_job_whose_work_breaks_keeps_the_error_and_is_tried_again(house: House) -> None:
    def breaks(_: House, __: int) -> Store:
        raise RuntimeError("the disk is full")

    job_id = _add_job(house, "break")
    run_job(house, {"break": breaks}, job_id)
    job = all_jobs(house)[0]
    assert (job.error, job.done_at, job.leased_until) == ("RuntimeError: the disk is full", None, None)
    done: list[int] = []
    run_job(later(house, dt.timedelta(minutes=1)), {"break": _counting(done)}, job_id)
    assert done == [7]
    assert all_jobs(house)[0].error is None


def test_a_job_that_cannot_succeed_is_given_up_with_its_error(house: House) -> None:
    def never(_: House, __: int) -> Store:
        raise NotDone("there is nobody there", final=True)

    run_job(house, {"never": never}, _add_job(house, "never"))
    job = all_jobs(house)[0]
    assert job.done_at is not None
    assert job.error == "there is nobody there"


def test_a_kind_of_job_that_nobody_knows_waits_for_a_version_that_does(house: House) -> None:
    job_id = _add_job(house, "from-the-future")
    run_job(house, HANDLERS, job_id)
    assert all_jobs(house)[0].done_at is None


@pytest.mark.postgresql
def test_two_workers_do_a_job_once_on_each_database(house_on: House) -> None:
    done: list[int] = []
    ids = [_add_job(house_on, "count") for _ in range(MANY)]
    threads = [
        threading.Thread(target=lambda: [run_job(house_on, {"count": _counting(done)}, one) for one in ids])
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == MANY


@pytest.mark.postgresql
def test_the_queue_can_live_in_postgresql(house: House, postgresql_url: str) -> None:
    settings = msgspec.structs.replace(house.settings, queue_url=postgresql_url)
    done: list[int] = []
    queue = JobQueue(settings, done.append)
    queue.huey.storage.blocking = False
    queue.send(11)
    assert len(queue) == 1
    _run_queue(queue)
    assert done == [11]
    queue.huey.storage.close()


def test_an_unknown_queue_is_refused_by_its_setting(house: House) -> None:
    with pytest.raises(ValueError, match="SINGLEWINDOW_QUEUE_URL"):
        JobQueue(msgspec.structs.replace(house.settings, queue_url="amqp://elsewhere"), print)


def test_the_queue_carries_a_number_and_no_code(house: House) -> None:
    queue = JobQueue(house.settings, print)
    queue.send(42)
    assert [bytes(item) for item in queue.huey.storage.enqueued_items()] == [b"42"]


def test_tries_come_less_and_less_often_and_end() -> None:
    now = dt.datetime.now(dt.UTC)
    for attempts, delay in enumerate(DELAYS, start=1):
        due = next_try(attempts, now)
        assert due is not None
        assert abs((due - now) / delay - 1) <= JITTER + 1e-9
    assert next_try(len(DELAYS) + 1, now) is None


def _counting(done: list[int]) -> Callable[[House, int], Store]:
    def count(_: House, subject: int) -> Store:
        done.append(subject)
        return nothing

    return count


def _add_job(house: House, kind: str) -> int:
    with house.database.writing() as session:
        jobs.add(session, kind, 7, house.now())
        return session.scalars(sa.select(sa.func.max(Job.id))).one()


def _run_queue(queue: JobQueue) -> None:
    while (task := queue.huey.dequeue()) is not None:
        queue.huey.execute(task)


@contextmanager
def _worker(house: House) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(house, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


def _worker_process(settings: Settings) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "SINGLEWINDOW_VAR": str(Path(settings.var).absolute()),
        "SINGLEWINDOW_WEBHOOK_PRIVATE": "1",
    }
    return subprocess.Popen([sys.executable, "-m", "singlewindow.worker"], env=environment)


def _wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


@pytest.mark.usefixtures("webhook")
def test_jobs_that_were_done_long_ago_are_removed_and_open_ones_stay(house: House, trader: Actor) -> None:
    lodged(house, trader, "T-1")
    lodged(house, trader, "T-2")
    done, still_open = (job.id for job in all_jobs(house))
    with house.database.writing() as session:
        jobs.finish(session, done, house.now())
    tidying = Tidying()

    assert tidying.tidy(house) == 0, "nothing is old yet"
    assert tidying.tidy(later(house, KEPT)) == 1
    assert [job.id for job in all_jobs(house)] == [still_open]


@pytest.mark.usefixtures("webhook")
def test_tidying_rests_for_an_hour(house: House, trader: Actor) -> None:
    tidying = Tidying()
    tidying.tidy(later(house, KEPT))
    lodged(house, trader)
    with house.database.writing() as session:
        jobs.finish(session, all_jobs(house)[0].id, house.now())

    assert tidying.tidy(later(house, KEPT + EVERY / 2)) == 0
    assert tidying.tidy(later(house, KEPT + EVERY)) == 1


def test_a_job_whose_result_cannot_be_stored_tells_why_and_is_tried_again(house: House) -> None:
    def unstorable(_: House, __: int) -> Store:
        def store(_: object) -> None:
            raise RuntimeError("the case does not allow it")

        return store

    run_job(house, {"odd": unstorable}, _add_job(house, "odd"))

    (job,) = all_jobs(house)
    assert (job.error, job.done_at, job.leased_until) == ("RuntimeError: the case does not allow it", None, None)
    assert job.due_at > house.now()
