"""``singlewindow demo``: the whole window on one machine, from nothing to decided declarations."""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import requests
import structlog
from rich.console import Console
from rich.table import Table

from singlewindow.casework import House
from singlewindow.cli.demo_accounts import DemoAccounts, demo_accounts_file, keep_demo_accounts
from singlewindow.cli.house import house
from singlewindow.cli.lodge import lodge_all
from singlewindow.cli.lodging import OverHttp, Receipt
from singlewindow.cli.messages import message_files

START_SECONDS = 60
PAPER_WIDTH = 132


@click.command()
@click.option("--once", is_flag=True, help="Stop after the table instead of serving on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
def demo(once: bool, port: int) -> None:
    """Show the whole window at work on this machine.

    Upgrades the database, makes accounts, serves, lodges the country pack's samples over HTTP and prints the decisions.

    May be run again: accounts stay, and a sample that was lodged before is given the same answer.
    """
    _refuse_taken(port)
    url = f"http://127.0.0.1:{port}"
    os.environ.setdefault("SINGLEWINDOW_BASE_URL", url)
    os.environ.setdefault("SINGLEWINDOW_LOG_LEVEL", "WARNING")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    opened = house()
    click.echo(f"{opened.pack.name}: upgrading the database and making the accounts ...")
    opened.upgrade()
    people = keep_demo_accounts(opened)
    with _stopped_like_ctrl_c(), serving(port) as server:
        with contextlib.closing(OverHttp(url, people.token)) as lodging:
            receipts = lodge_all(lodging, message_files([opened.pack.samples]))
        _print_decisions(receipts, opened.pack.samples)
        _print_accounts(opened, people)
        if not once:
            click.echo(f"\nServing on {url} until Ctrl-C.")
            server.wait()


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """Let SIGTERM, and a terminal that is closed, do what Ctrl-C does: the server must not outlive the demo."""
    # SIGINT itself too: a shell starts what runs in the background with it ignored.
    before = {number: signal.signal(number, signal.default_int_handler) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server of our own on this port, ready to answer; stopped in peace at the end."""
    command = [sys.executable, "-m", "singlewindow.cli", "serve", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command)  # noqa: S603 - our own words
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield server
    except KeyboardInterrupt:
        click.echo("\nStopping.")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(url, timeout=5).ok:
                return
        time.sleep(0.1)
    raise click.ClickException("The server did not start; what it says stands above.")


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise click.ClickException(f"Port {port} is in use: choose another with --port.") from error


def _print_decisions(receipts: list[Receipt], folder: Path) -> None:
    table = Table(box=None, pad_edge=False)
    for name in ("sample", "reference", "items", "agencies' verdicts", "decision"):
        table.add_column(name, no_wrap=name == "reference", overflow="fold")
    for receipt in receipts:
        name = str(receipt.file.path.relative_to(folder).with_suffix(""))
        table.add_row(name, *(_decided(receipt.answer) if receipt.accepted else ("-", "-", "-", _refused(receipt))))
    wide_enough().print(table)


def wide_enough() -> Console:
    """Standard output: as wide as the terminal, and where there is none, wide enough for whole lines."""
    console = Console()
    return console if console.is_terminal else Console(width=PAPER_WIDTH)


def _decided(decision: dict[str, Any]) -> tuple[str, str, str, str]:
    verdicts = ", ".join(f"{each['agency']} {each['outcome'].replace('_', ' ')}" for each in decision["agencies"])
    return decision["reference"], str(len(decision["items"])), verdicts, decision["outcome"].replace("_", " ")


def _refused(receipt: Receipt) -> str:
    errors = sum(error["severity"] == "error" for error in receipt.answer.get("errors", ()))
    return f"rejected: {errors} error{'s' * (errors != 1)}" if receipt.rejected else f"HTTP {receipt.status}"


def _print_accounts(opened: House, people: DemoAccounts) -> None:
    table = Table("sign in as", "password", "role", box=None, pad_edge=False)
    for person in people.accounts:
        table.add_row(person.email, person.password, person.role.replace("_", " "))
    wide_enough().print("", table)
    click.echo(f"\nAPI token of the trader: {people.token}")
    click.echo(f"All this is kept in {demo_accounts_file(opened.settings.var)}.")
