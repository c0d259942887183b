"""Writing together: one commit for several threads, a failure undone alone, and nobody answered before the commit."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from singlewindow.casework import House
from singlewindow.store import rows
from singlewindow.store.pen import Pen
from singlewindow.store.tables import Organisation


def add(code: str, *, fail: bool = False) -> object:
    def work(pen: Pen) -> str:
        now = dt.datetime.now(dt.UTC)
        rows.insert(pen, Organisation, [{"code": code, "name": code, "kind": "trader", "created_at": now}])
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


def test_threads_that_come_during_a_commit_share_the_next_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    commits: list[object] = []
    commit = Pen.commit
    monkeypatch.setattr(Pen, "commit", lambda pen: (commits.append(pen), commit(pen)))
    inside, go_on = threading.Event(), threading.Event()

    def slow(_: Pen) -> None:
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


def test_when_the_commit_fails_nobody_is_told_that_it_was_stored(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Pen) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Pen, "commit", fail)
        with pytest.raises(OSError, match="disk full"):
            house.database.write(add("A"))

    assert stored(house) == []
    assert house.database.write(add("B")) == "B"


@pytest.mark.postgresql
def test_a_connection_that_broke_costs_another_try_and_not_the_work(postgresql_house: House) -> None:
    database = postgresql_house.database
    database.write(add("A"))
    with database.reading() as session:
        session.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )

    assert database.write(add("B")) == "B"
    assert stored(postgresql_house) == ["A", "B"]
