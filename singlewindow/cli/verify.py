"""``singlewindow verify``: check the signed record of a decision or a permit, without a connection."""

import datetime as dt
import sys
from pathlib import Path
from typing import IO, NoReturn

import click
import msgspec

from singlewindow.cli.house import house
from singlewindow.records import Checked, NotGenuine, PermitSaid, PublicKeys, Said, check

LARGEST = 10_000_000


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--keys", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Public keys (jwks.json).")
@click.option(
    "--revocations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list of revocations, as /api/v1/revocations gives it.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def verify(file: IO[bytes], keys: Path | None, revocations: Path | None, as_json: bool) -> None:
    """Check the signed record in FILE (- is standard input), or the text of the code on a release note.

    Without --keys, the keys of this installation are used. Exits with 1 when the record was changed, when its key is
    unknown, when its time is over, or when the decision was superseded
    or the permit is no longer in force.
    """
    text = file.read(LARGEST).decode("utf-8", "replace")
    listed = revocations.read_text() if revocations else None
    try:
        found = check(text, _keys(keys), dt.datetime.now(dt.UTC), listed)
    except NotGenuine as error:
        _refuse(str(error), as_json=as_json)
    click.echo(msgspec.json.encode(found).decode() if as_json else "\n".join(_told(found)))
    sys.exit(1 if found.faults else 0)


def _keys(file: Path | None) -> PublicKeys:
    known = PublicKeys.read(file.read_bytes()) if file else house().keys.public()
    if not known.keys:
        raise click.ClickException("There are no public keys here: name a file of them with --keys.")
    return known


def _refuse(sentence: str, *, as_json: bool) -> NoReturn:
    click.echo(msgspec.json.encode({"genuine": False, "sentence": sentence}).decode() if as_json else sentence)
    sys.exit(1)


def _told(found: Checked) -> list[str]:
    checked = f"{found.as_of:%Y-%m-%d %H:%M} UTC" if found.as_of else "not looked at: --revocations names the list"
    return [
        *found.faults,
        f"Genuine: signed by {found.said.issuer} (key {found.kid}), and not changed since.",
        *(_of_permit(found.said) if isinstance(found.said, PermitSaid) else _of_decision(found.said)),
        f"Valid until   {found.said.valid_until:%Y-%m-%d %H:%M} UTC",
        f"SHA-256       {found.said.sha256}",
        f"Revocations   {checked}",
    ]


def _of_decision(said: Said) -> list[str]:
    return [
        f"Declaration   {said.reference}",
        f"Decision      {said.number}: {said.outcome.replace('_', ' ')}",
        f"Goods items   {said.item_count}",
        f"Decided       {said.decided_at:%Y-%m-%d %H:%M} UTC",
    ]


def _of_permit(said: PermitSaid) -> list[str]:
    return [
        f"Permit        {said.number}: {said.title}",
        f"Holder        {said.holder}",
        f"Quantity      {f'{said.quantity} {said.unit}' if said.quantity else 'not limited'}",
        f"Issued        {said.issued_at:%Y-%m-%d %H:%M} UTC",
        f"Valid from    {said.valid_from:%Y-%m-%d %H:%M} UTC",
    ]
