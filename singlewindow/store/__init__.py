"""The memory of the house: tables, named queries, the audit trail and jobs. Nothing else speaks SQL."""
