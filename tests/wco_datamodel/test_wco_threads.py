"""A process whose first messages come to many threads at once."""

from __future__ import annotations

import subprocess
import sys

from messages import SHIRTS, message

TRIES = 8
MANY_FIRST_MESSAGES = """
import sys, threading
from wco_datamodel import parse
sys.setswitchinterval(0.0001)
data, together, failures = sys.stdin.buffer.read(), threading.Barrier(16), []

def read():
    together.wait()
    try:
        parse(data, "application/xml")
    except BaseException as error:
        failures.append(error)

threads = [threading.Thread(target=read) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failures)
"""


def test_the_first_messages_of_a_process_may_come_to_many_threads_at_once() -> None:
    command = [sys.executable, "-c", MANY_FIRST_MESSAGES]
    tries = [subprocess.run(command, input=message(SHIRTS), capture_output=True, check=False) for _ in range(TRIES)]

    assert [(one.returncode, one.stdout.strip()) for one in tries] == [(0, b"[]")] * TRIES
