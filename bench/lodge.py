"""Lodging over HTTP: the product beside its floor on the same server, on SQLite and PostgreSQL.

``python bench/lodge.py [--seconds S] [--runs N] [--items 1,10,100,999]``
"""

import contextlib
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import load
import servers
from load import Measured, Target
from messages import declaration

sys.path.append(str(Path(__file__).parents[1] / "tests"))
import postgresql_server

CONNECTIONS = 16
CONNECTIONS_FOR_LARGE = 4
LARGE = 500
HEADER = f"{'items':>6}  {'':8}{'per second':>11}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}"


class Plan(NamedTuple):
    """How long, how often and with how many items to measure."""

    seconds: float
    runs: int
    items: tuple[int, ...]


@click.command()
@click.option("--seconds", default=3.0, show_default=True, help="Length of a run.")
@click.option("--runs", default=3, show_default=True, help="Runs, of which the median is taken.")
@click.option("--items", default="1,10,100,999", show_default=True, help="Goods items of the declarations.")
def main(seconds: float, runs: int, items: str) -> None:
    """Measure and print both databases."""
    plan = Plan(seconds, runs, tuple(int(number) for number in items.split(",")))
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores shared with the load generator; "
        f"{CONNECTIONS} connections ({CONNECTIONS_FOR_LARGE} above {LARGE} items); "
        f"median of {runs} runs of {seconds:g} s; each message a new declaration of the same trader."
    )
    with servers.sqlite() as one, servers.sqlite() as other:
        compare("SQLite", one, other, plan)
    if not postgresql_server.available():
        print("PostgreSQL: not measured, no server programs are installed.")
        return
    with postgresql() as (one, other):
        compare("PostgreSQL", one, other, plan)


@contextlib.contextmanager
def postgresql() -> Iterator[tuple[str, str]]:
    """Two new databases on a server with its own, durable defaults."""
    with (
        postgresql_server.server(options="") as url,
        servers.postgresql(url, "bench_product") as one,
        servers.postgresql(url, "bench_floor") as other,
    ):
        yield one, other


def compare(name: str, product_url: str, floor_url: str, plan: Plan) -> None:
    """Measure both servers, one after the other for each size, and print them with the ratio."""
    print(f"\n{name}\n{HEADER}")
    with servers.product(product_url) as product, servers.floor(floor_url) as floor:
        for items in plan.items:
            message = declaration(items)
            under, over = (measured(target, message, items, plan) for target in (floor, product))
            print(_row(items, "floor", under), _row("", "window", over), _ratio(under, over), sep="\n", flush=True)


def measured(target: Target, message: bytes, items: int, plan: Plan) -> Measured:
    """The median of the plan's runs, after one that only warms up. Raises when a message is not accepted."""
    connections = CONNECTIONS if items <= LARGE else CONNECTIONS_FOR_LARGE
    load.measure(target, message, connections=connections, seconds=min(1.0, plan.seconds))
    result = load.median_of(
        [load.measure(target, message, connections=connections, seconds=plan.seconds) for _ in range(plan.runs)]
    )
    if result.failures:
        raise click.ClickException(f"{result.failures} messages were not answered with 201.")
    return result


def _ratio(floor: Measured, window: Measured) -> str:
    """How much of the floor the window reaches: by lodgements a second, and by the server's processor time."""
    return f"{'':6}  {'ratio':8}{window.per_second / floor.per_second:>11.2f}{'':18}{floor.cpu / window.cpu:>9.2f}"


def _row(items: int | str, name: str, result: Measured) -> str:
    return f"{items:>6}  {name:8}{result.per_second:>11.1f}{result.p50:>9.1f}{result.p99:>9.1f}{result.cpu:>9.2f}"


if __name__ == "__main__":
    main()
