"""Notices of the time before announcements are still in the inbox, in the words that they had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from conftest import add_actor
from messages import PLANTS, message

from singlewindow import casework, migrations
from singlewindow.casework import House


def test_an_old_notice_is_found_again_after_the_upgrade(house_on: House) -> None:
    house = house_on
    trader = add_actor(house, "Trader One", "trader", "trader")
    reference = casework.lodge(house, trader, message(PLANTS), "application/xml").decision.reference
    _go_back(house, "0004")
    with house.database.engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO notice (organisation_id, case_id, decision_number, text, created_at) "
                "VALUES (:organisation, 1, 2, 'It was \"released\".', '2026-11-24T00:00:00.000000+00:00')"
            ),
            {"organisation": trader.organisation_id},
        )
    house.upgrade()
    (line,) = casework.list_notices(house, trader).rows
    assert (line.reference, line.text) == (reference, 'It was "released".')


def _go_back(house: House, revision: str) -> None:
    config = migrations.configuration()
    with house.database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
