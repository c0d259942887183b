"""Fuzzing: what reads messages from strangers is fed millions of wrong ones."""
