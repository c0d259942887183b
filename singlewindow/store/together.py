"""Write together: what several threads want to write at the same moment goes into one transaction and one commit.

A commit to disk costs more than most of what is written. Of the threads that come while one is under way, one leads:
it takes the write lock, runs everybody's work in one transaction, and commits once. Where one of them fails, all is
rolled back and each runs again in a transaction of its own, so that a failure undoes only the work that failed, and a
connection that broke, or two transactions that waited for each other, cost one more try. Work
must therefore do nothing twice but write with its pen. Nobody is answered before the commit.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from singlewindow.store.colliding import collided
from singlewindow.store.pen import Pen

Result = TypeVar("Result")
Work = Callable[[Pen], Result]
MOST = 32


class Unit:
    """One thread's work, and what became of it."""

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.wake = threading.Event()
        self.finished = False
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, pen: Pen) -> None:
        """Run the work in the pen's transaction."""
        self.result = self.work(pen)

    def outcome(self) -> Any:
        """The work's result, or its error."""
        if self.error is not None:
            raise self.error
        return self.result


class Queue:
    """Work that waits for the next commit. ``commit`` runs units in one transaction; ``turn`` is held meanwhile."""

    def __init__(self, commit: Callable[[Sequence[Unit]], None], turn: AbstractContextManager[None]) -> None:
        self._commit = commit
        self._turn = turn
        self._guard = threading.Lock()
        self._waiting: deque[Unit] = deque()
        self._led = False

    def write(self, work: Work[Result]) -> Result:
        """Run ``work`` with others' that wait, commit, and give its result. Raises what it raised, or the commit."""
        unit = Unit(work)
        with self._guard:
            self._waiting.append(unit)
            leads, self._led = not self._led, True
        if not leads:
            unit.wake.wait()
        if not unit.finished:
            self._lead()
        return unit.outcome()  # type: ignore[no-any-return]

    def _lead(self) -> None:
        with self._guard:
            group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        try:
            with self._turn:
                self._commit_all(group)
        except BaseException as error:
            for unit in group:
                unit.error = error
            raise
        finally:
            self._hand_over(group)

    def _commit_all(self, group: Sequence[Unit], *, again: bool = False) -> None:
        try:
            self._commit(group)
        except Exception as error:  # noqa: BLE001 - told to the thread whose work it was
            if len(group) == 1 and (again or not _lost(error)):
                group[0].error = error
                return
            for unit in group:
                self._commit_all([unit], again=True)

    def _hand_over(self, group: Sequence[Unit]) -> None:
        """Wake those whose work is done, and the next to lead if any came meanwhile."""
        with self._guard:
            successor = self._waiting[0] if self._waiting else None
            self._led = successor is not None
        if successor is not None:
            successor.wake.set()
        for unit in group:
            unit.finished = True
            unit.wake.set()


def _lost(error: Exception) -> bool:
    """Whether another try may do: the connection broke, or PostgreSQL ended one of two that waited for each other."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or collided(error)
