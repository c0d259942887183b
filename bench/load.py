"""A small load generator: processes with a few keep-alive connections each, which send the next when answered."""

import http.client
import itertools
import math
import multiprocessing
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from messages import fresh

PROCESSES = 2


class Target(NamedTuple):
    """Where to send a message, and the headers to send with it."""

    url: str
    headers: Mapping[str, str]


class Measured(NamedTuple):
    """What one run, or the median of several, showed. Times in milliseconds."""

    per_second: float
    p50: float
    p99: float
    failures: int


def median_of(runs: list[Measured]) -> Measured:
    """The median of each figure; failures are added up."""
    rate, p50, p99 = (statistics.median(run[i] for run in runs) for i in range(3))
    return Measured(rate, p50, p99, sum(run.failures for run in runs))


def measure(target: Target, message: bytes, *, connections: int, seconds: float) -> Measured:
    """Send ``message``, each time with a reference of its own, for so long over so many connections."""
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[tuple[list[float], int]] = context.Queue()
    each = max(1, connections // PROCESSES)
    run = f"{time.time_ns():x}"
    processes = [
        context.Process(target=_process, args=(target, message, f"{run}-{n}", each, seconds, answers))
        for n in range(min(PROCESSES, connections))
    ]
    for process in processes:
        process.start()
    collected = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    times = sorted(itertools.chain.from_iterable(times for times, _ in collected))
    return _summary(times, seconds, sum(failures for _, failures in collected))


def _summary(times: list[float], seconds: float, failures: int) -> Measured:
    if not times:
        return Measured(0, math.nan, math.nan, failures)
    rank = math.ceil(len(times) * 0.99) - 1
    return Measured(len(times) / seconds, statistics.median(times) * 1000, times[rank] * 1000, failures)


def _process(
    target: Target, message: bytes, run: str, connections: int, seconds: float, answers: "multiprocessing.Queue[object]"
) -> None:
    until = time.perf_counter() + seconds
    times: list[float] = []
    failed: list[int] = []
    threads = [
        threading.Thread(target=_connection, args=(target, message, f"{run}-{n}", until, times.append, failed.append))
        for n in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put((times, len(failed)))


def _connection(
    target: Target,
    message: bytes,
    name: str,
    until: float,
    took: Callable[[float], None],
    failed: Callable[[int], None],
) -> None:
    where = urlsplit(target.url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    for number in itertools.count():
        begun = time.perf_counter()
        if begun >= until:
            break
        connection.request("POST", where.path, fresh(message, f"{name}-{number}"), dict(target.headers))
        answer = connection.getresponse()
        answer.read()
        if answer.status == http.HTTPStatus.CREATED:
            took(time.perf_counter() - begun)
        else:
            failed(answer.status)
    connection.close()
