"""The vehicle office's own system: what a single window asks it, and what it answers. It uses no code of the window."""
