"""What the endpoints of inspections and releases answer."""

import msgspec

from singlewindow.casework import InspectionLine, LeavingLine


class InspectionPage(msgspec.Struct, frozen=True):
    """A page of appointments, the earliest first, and what waits for one (``unset``, at most a hundred)."""

    inspections: tuple[InspectionLine, ...]
    unset: tuple[InspectionLine, ...]
    next_cursor: str | None


class LeavingPage(msgspec.Struct, frozen=True):
    """A page of release notices, the newest first. ``next_cursor`` is null on the last one."""

    notices: tuple[LeavingLine, ...]
    next_cursor: str | None
