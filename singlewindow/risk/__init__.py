"""Customs' own judgement of risk: which lane a declaration goes to. Pure: no web, no database, no network."""
