"""``singlewindow audit``: look at the audit trail."""

import sys

import click
from rich.console import Console
from rich.progress import Progress

from singlewindow import casework
from singlewindow.casework.verify import count_cases
from singlewindow.cli.house import house


@click.group()
def audit() -> None:
    """Look at the audit trail."""


@audit.command()
@click.argument("reference", required=False)
def verify(reference: str | None) -> None:
    """Recompute the chain of hashes of every case and permit, and every ledger; or those of REFERENCE.

    Exits with 1 when an entry was changed, when one is missing, or when a decision is not the one that the trail tells;
    or when a permit's balance is not the sum of its ledger.
    """
    opened, console = house(), Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Cases and permits", total=None if reference else count_cases(opened))
        report = casework.verify_audit(opened, reference=reference, on_case=lambda: progress.advance(task))
    if reference and not report.cases and not report.permits:
        raise click.ClickException(f"There is no case or permit {reference}.")
    for fault in report.faults:
        click.echo(fault)
    click.echo(
        f"{report.cases} cases, {report.permits} permits, {report.entries} audit entries, {len(report.faults)} faults."
    )
    sys.exit(1 if report.faults else 0)
