"""Writing together: one commit for several threads, a failure undone alone, and nobody answered before the commit."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from singlewindow.casework import House
from singlewindow.store.tables import Organisation


def add(code: str, *, fail: bool = False) -> object:
    def work(session: Session) -> str:
        session.add(Organisation(code=code, name=code, kind="trader", created_at=dt.datetime.now(dt.UTC)))
        session.flush()
        if fail:
            raise RuntimeError(code)
        return code

    return work


def stored(house: House) -> list[str]:
    with house.database.reading() as session:
        return sorted(session.scalars(sa.select(Organisation.code)))


def test_work_of_many_threads_is_stored_each_with_its_own_result(house_on: House) -> None:
    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(lambda n: house_on.database.write(add(f"{n:02}")), range(60)))

    assert results == stored(house_on) == [f"{n:02}" for n in range(60)]


def test_a_failure_undoes_its_own_work_alone(house_on: House) -> None:
    with ThreadPoolExecutor(12) as pool:
        futures = [pool.submit(house_on.database.write, add(f"{n:02}", fail=n % 3 == 0)) for n in range(30)]

    errors = [str(future.exception()) for future in futures if future.exception()]
    assert errors == [f"{n:02}" for n in range(0, 30, 3)]
    assert stored(house_on) == [f"{n:02}" for n in range(30) if n % 3]


def test_threads_that_come_during_a_commit_share_the_next_one(house: House) -> None:
    commits: list[object] = []
    sa.event.listen(house.database.engine, "commit", commits.append)
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: Session) -> None:
        inside.set()
        assert go_on.wait(10)

    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(house.database.write, slow)
        assert inside.wait(10)
        others = [pool.submit(house.database.write, add(str(n))) for n in range(8)]
        while len(house.database._queue._waiting) < 8:
            threading.Event().wait(0.01)
        go_on.set()
        for future in (first, *others):
            future.result(10)

    assert len(commits) == 2
    assert stored(house) == [str(n) for n in range(8)]


def test_when_the_commit_fails_nobody_is_told_that_it_was_stored(house: House) -> None:
    def fail(_: sa.Connection) -> None:
        raise OSError("disk full")

    sa.event.listen(house.database.engine, "commit", fail)
    try:
        with pytest.raises(OSError, match="disk full"):
            house.database.write(add("A"))
    finally:
        sa.event.remove(house.database.engine, "commit", fail)

    assert stored(house) == []
    assert house.database.write(add("B")) == "B"
