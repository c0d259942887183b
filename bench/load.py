"""A small load generator: processes with a few keep-alive connections each, which send the next when answered."""

import http
import itertools
import math
import multiprocessing
import os
import re
import socket
import statistics
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from messages import fresh

PROCESSES = 2
TICKS = os.sysconf("SC_CLK_TCK")
LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)", re.IGNORECASE)


class Target(NamedTuple):
    """Where to send a message, the headers to send with it, and the process that starts the server's others."""

    url: str
    headers: Mapping[str, str]
    process: int


class Measured(NamedTuple):
    """What one run, or the median of several, showed. Times in milliseconds; ``cpu`` is the server's, for a message."""

    per_second: float
    p50: float
    p99: float
    cpu: float
    failures: int


def median_of(runs: list[Measured]) -> Measured:
    """The median of each figure; failures are added up."""
    rate, p50, p99, cpu = (statistics.median(run[i] for run in runs) for i in range(4))
    return Measured(rate, p50, p99, cpu, sum(run.failures for run in runs))


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
    spent = cpu_seconds(target.process)
    for process in processes:
        process.start()
    collected = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    times = sorted(itertools.chain.from_iterable(times for times, _ in collected))
    spent = cpu_seconds(target.process) - spent
    return _summary(times, seconds, spent, sum(failures for _, failures in collected))


def cpu_seconds(process: int) -> float:
    """What a process and those below it have used of the processors so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(map(int, fields[11:15])) / TICKS + sum(cpu_seconds(int(child)) for child in below)


def _summary(times: list[float], seconds: float, spent: float, failures: int) -> Measured:
    if not times:
        return Measured(0, math.nan, math.nan, math.nan, failures)
    p99 = times[math.ceil(len(times) * 0.99) - 1]
    return Measured(
        len(times) / seconds, statistics.median(times) * 1000, p99 * 1000, spent / len(times) * 1000, failures
    )


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
    try:
        with Connection(target) as connection:
            for number in itertools.count():
                begun = time.perf_counter()
                if begun >= until:
                    break
                status = connection.post(fresh(message, f"{name}-{number}"))
                if status == http.HTTPStatus.CREATED:
                    took(time.perf_counter() - begun)
                else:
                    failed(status)
    except OSError:
        failed(0)


class Connection:
    """HTTP/1.1 over one kept socket, with nothing that costs: the cores are the server's."""

    def __init__(self, target: Target) -> None:
        where = urlsplit(target.url)
        lines = [f"POST {where.path} HTTP/1.1", f"Host: {where.netloc}"]
        lines += [f"{name}: {value}" for name, value in target.headers.items()]
        self.head = "\r\n".join([*lines, "Content-Length: "]).encode()
        self.socket = socket.create_connection((where.hostname, where.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        """The connection, open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.socket.close()

    def post(self, body: bytes) -> int:
        """Send a body and read the whole answer; its status."""
        self.socket.sendall(self.head + f"{len(body)}\r\n\r\n".encode() + body)
        received = self._more(b"")
        while b"\r\n\r\n" not in received:
            received = self._more(received)
        head, _, content = received.partition(b"\r\n\r\n")
        length = int(LENGTH.search(head)[1])  # type: ignore[index]
        while len(content) < length:
            content = self._more(content)
        return int(head[9:12])

    def _more(self, received: bytes) -> bytes:
        part = self.socket.recv(1 << 20)
        if not part:
            raise ConnectionError("the server closed the connection")
        return received + part
