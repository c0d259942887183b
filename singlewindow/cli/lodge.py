"""``singlewindow lodge``: lodge message files, and account for every one of them."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from singlewindow import accounts
from singlewindow.casework import House
from singlewindow.cli.demo_accounts import demo_accounts_file, read_demo_accounts
from singlewindow.cli.house import house
from singlewindow.cli.lodging import InHouse, Lodging, OverHttp, Receipt
from singlewindow.cli.messages import MessageFile, message_files
from singlewindow.config import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--server", envvar="SINGLEWINDOW_SERVER", metavar="URL", help="Lodge over HTTP at this address.")
@click.option("--token", envvar="SINGLEWINDOW_TOKEN", help="API token for --server.")
@click.option("--as", "email", metavar="EMAIL", help="Lodge here in this account's name; by default the demo's trader.")
@click.option("--json", "as_json", is_flag=True, help="Print one file's decision, or its errors, as JSON.")
def lodge(paths: tuple[Path, ...], server: str | None, token: str | None, email: str | None, as_json: bool) -> None:
    """Lodge messages and count what became of them.

    PATHS are messages in XML or JSON, or folders of them. They are lodged at --server, or else in this process on the
    configured database. Exits with 0 when all were accepted, with 1 when some have errors, with 2 when some got no
    answer or another refusal.
    """
    files = message_files(paths)
    if as_json and len(files) != 1:
        raise click.UsageError(f"--json prints the decision of one file; these are {len(files)}.")
    if not files:
        raise click.UsageError("There is no .xml or .json file in what was named.")
    lodging = over_http(server, token) if server else _here(email)
    if as_json:
        receipts = [lodging.lodge(files[0])]
        click.echo(json.dumps(receipts[0].answer, indent=2, ensure_ascii=False))
    else:
        receipts = lodge_all(lodging, files)
        print_summary(receipts)
    sys.exit(_exit_code(receipts))


def lodge_all(lodging: Lodging, files: list[MessageFile]) -> list[Receipt]:
    """Lodge one after the other, with a progress bar where a person looks on."""
    console = Console(stderr=True)
    return [
        lodging.lodge(file)
        for file in track(files, "Lodging", console=console, transient=True, disable=not console.is_terminal)
    ]


def over_http(server: str, token: str | None) -> OverHttp:
    """The way to ``server``, with the token given; on this machine, the demo's where none is given."""
    if not token and urlsplit(server).hostname in LOOPBACK:
        token = read_demo_accounts(Settings.from_environment().var).token
    if not token:
        raise click.UsageError("--server needs --token: `singlewindow user token` makes one.")
    return OverHttp(server, token)


def print_summary(receipts: Iterable[Receipt]) -> None:
    """Print how many there are of each kind, the sum, and the files that were not accepted."""
    receipts = list(receipts)
    for line in _complaints(receipts):
        click.echo(line, err=True)
    table = Table("result", "files", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for result, count in sorted(Counter(map(_result, receipts)).items()):
        table.add_row(result, str(count))
    table.add_row("all", str(len(receipts)), style="bold")
    Console().print(table)


def _result(receipt: Receipt) -> str:
    if receipt.accepted:
        return f"accepted: {receipt.answer['outcome'].replace('_', ' ')}"
    if receipt.rejected:
        return "rejected with errors (422)"
    return f"refused ({receipt.status})" if receipt.status else "no answer"


def _complaints(receipts: list[Receipt]) -> Iterator[str]:
    """One line for each file that was not accepted: its first error, and how many there are."""
    for receipt in receipts:
        if receipt.accepted:
            continue
        errors = [error for error in receipt.answer.get("errors", ()) if error.get("severity", "error") == "error"]
        first = errors[0] if errors else {"detail": receipt.answer.get("detail", "")}
        sentence = first["detail"] or f"HTTP {receipt.status}"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        yield f"{receipt.file.path}:{first.get('line') or 1}: {sentence}{more}"


def _exit_code(receipts: list[Receipt]) -> int:
    if any(not receipt.accepted and not receipt.rejected for receipt in receipts):
        return 2
    return 1 if any(receipt.rejected for receipt in receipts) else 0


def _here(email: str | None) -> InHouse:
    opened = house()
    return InHouse(opened, accounts.actor_of_account(opened.database, email or _demo_lodger(opened)))


def _demo_lodger(opened: House) -> str:
    demo = read_demo_accounts(opened.settings.var)
    if not demo.accounts:
        file = demo_accounts_file(opened.settings.var)
        raise click.UsageError(f"Say --as whom, or --server where: {file} is not there (`singlewindow demo` makes it).")
    return demo.accounts[0].email
