"""``python -m singlewindow.worker``: run jobs until SIGTERM or SIGINT; what is under way is finished first."""

import signal
import sys
import threading

from singlewindow.casework.house import House
from singlewindow.config import Settings
from singlewindow.worker.running import run


def main() -> int:
    """Run until a signal says stop. Exits with 0."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(House.open(Settings.from_environment()), stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
