"""The worker with short waits, and jobs that go wrong on purpose, for the tests."""

import logging
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from my_app import queue, tasks, worker

real = tasks.run


def run(id: str, text: str) -> None:
    match text.split():
        case ["sleep", seconds]:
            logging.info("asleep", extra={"job": id})
            time.sleep(float(seconds))
        case ["stubborn", file] if not Path(file).exists():
            Path(file).touch()
            end = time.monotonic() + 60
            while time.monotonic() < end:
                with suppress(BaseException):
                    time.sleep(60)
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["fail", *_]:
            raise ValueError("no luck\0\udcff")
    real(id, text)


tasks.run = run
queue.ATTEMPTS, queue.BACKOFF = 3, [0.1, 0.1]
queue.LEASE, queue.TIMEOUT = 3, 6
worker.GRACE = 2

if __name__ == "__main__":
    worker.main()
