"""The memory of the house: tables, named queries, the audit trail and jobs. Nothing else speaks SQL."""

# Whoever sees one table, as migrations do, sees them all.
from singlewindow.store import (  # noqa: F401
    inspection_tables,
    notice_tables,
    oversight_tables,
    permit_tables,
    position_tables,
    release_tables,
    request_tables,
)
