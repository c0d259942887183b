"""The memory of the house: tables, named queries, the audit trail and jobs. Nothing else speaks SQL."""

from singlewindow.store import position_tables  # noqa: F401 - whoever sees one table, as migrations do, sees them all
