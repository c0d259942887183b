"""``singlewindow demo``: the whole window on one machine, from nothing to decided declarations."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import requests
from rich.console import Console
from rich.table import Table

from singlewindow.casework import House
from singlewindow.cli.demo_accounts import DemoAccounts, demo_accounts_file, keep_demo_accounts
from singlewindow.cli.house import house
from singlewindow.cli.lodge import lodge_all
from singlewindow.cli.lodging import OverHttp, Receipt
from singlewindow.cli.messages import message_files

START_SECONDS = 60


@click.command()
@click.option("--once", is_flag=True, help="Stop after the table instead of serving on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
def demo(once: bool, port: int) -> None:
    """Upgrade the database, make the demo's accounts, serve, lodge the country's samples, print the decisions.

    May be run again: accounts stay, and a sample that was lodged before is given the same answer.
    """
    _refuse_taken(port)
    url = f"http://127.0.0.1:{port}"
    os.environ.setdefault("SINGLEWINDOW_BASE_URL", url)
    opened = house()
    click.echo(f"{opened.pack.name}: upgrading the database and making the accounts ...")
    opened.upgrade()
    people = keep_demo_accounts(opened)
    with serving(port) as server:
        receipts = lodge_all(OverHttp(url, people.token), message_files([opened.pack.samples]))
        _print_decisions(receipts, opened.pack.samples)
        _print_accounts(opened, people)
        if not once:
            click.echo(f"\nServing on {url} until Ctrl-C.")
            server.wait()


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
    table = Table("sample", "reference", "items", "agencies' verdicts", "decision", box=None, pad_edge=False)
    for receipt in receipts:
        name = str(receipt.file.path.relative_to(folder))
        if receipt.accepted:
            table.add_row(name, *_decided(receipt))
        else:
            table.add_row(name, "-", "-", "-", _refused(receipt))
    Console().print(table)


def _decided(receipt: Receipt) -> tuple[str, str, str, str]:
    decision = receipt.answer
    verdicts = ", ".join(f"{each['agency']} {each['outcome'].replace('_', ' ')}" for each in decision["agencies"])
    return decision["reference"], str(len(decision["items"])), verdicts, decision["outcome"].replace("_", " ")


def _refused(receipt: Receipt) -> str:
    return f"rejected: {len(receipt.answer.get('errors', ()))} errors" if receipt.rejected else f"HTTP {receipt.status}"


def _print_accounts(opened: House, people: DemoAccounts) -> None:
    table = Table("sign in as", "password", "role", box=None, pad_edge=False)
    for person in people.accounts:
        table.add_row(person.email, person.password, person.role.replace("_", " "))
    Console().print(
        "", table, f"\nAPI token: {people.token}", f"All this is in {demo_accounts_file(opened.settings.var)}."
    )
