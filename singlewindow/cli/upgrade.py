"""``singlewindow upgrade``: bring the database to the newest migration."""

import click

from singlewindow.cli.house import house


@click.command()
def upgrade() -> None:
    """Create the database's tables, or bring them up to date."""
    opened = house()
    opened.upgrade()
    click.echo(f"The database {opened.database.url.render_as_string()} is up to date.")
