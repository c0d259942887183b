"""``python -m singlewindow.cli``: the same as the console script ``singlewindow``."""

from singlewindow.cli import main

main()
