"""What the worker's tests share: webhooks may go to this machine, and one does."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from receiver import Receiver

from singlewindow.casework import House
from singlewindow.casework.webhooks import NewWebhook, add_webhook
from singlewindow.config import Settings
from singlewindow.store.people import Actor


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings that let webhooks go to this machine."""
    return msgspec.structs.replace(settings, webhook_private=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that answers 204."""
    with Receiver() as started:
        yield started


@pytest.fixture
def webhook(house: House, trader: Actor, receiver: Receiver) -> NewWebhook:
    """The trader's webhook, at the receiver."""
    return add_webhook(house, trader, receiver.url)
