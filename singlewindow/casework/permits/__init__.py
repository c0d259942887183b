"""Permits in casework: how declarations draw on them, and the verbs of their life."""
