"""Permits (LPCO): what one covers, how shipments draw on it, and its life. Pure: no web, no database, no network."""
