"""Agencies that run their own systems: asked by signed messages, answering by signed ones."""
