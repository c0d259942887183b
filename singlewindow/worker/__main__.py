"""``python -m singlewindow.worker``: run jobs until SIGTERM or SIGINT; what is under way is finished first."""

import signal
import sys
import threading

from singlewindow.casework.house import House
from singlewindow.config import Settings
from singlewindow.logs import write_logs
from singlewindow.worker.running import run


def main() -> int:
    """Run until a signal says stop. Exits with 0."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings = Settings.from_environment()
    write_logs(settings.log_level)
    run(House.open(settings), stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
