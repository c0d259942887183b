"""What the endpoints of notices answer."""

import msgspec

from singlewindow.casework import NoticeLine
from singlewindow.casework.webhooks import DeliveryLine


class NoticePage(msgspec.Struct, frozen=True):
    """A page of the inbox, newest first; ``unread`` counts all that nobody has read yet."""

    notices: tuple[NoticeLine, ...]
    unread: int
    next_cursor: str | None


class DeliveryPage(msgspec.Struct, frozen=True):
    """A page of what was sent to a webhook, newest first. ``next_cursor`` is null on the last one."""

    deliveries: tuple[DeliveryLine, ...]
    next_cursor: str | None
