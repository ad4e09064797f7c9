"""The worker process: runs one job after another until SIGTERM."""

import logging
import signal
import sys
from threading import Event

from . import jobs, queue
from .logs import JSONFormatter

stopping = Event()


def main() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JSONFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # The current job is finished first. Heroku kills the process 30 seconds after
    # SIGTERM, and a job that was killed runs again.
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    logging.info("waiting for jobs")
    while not stopping.is_set():
        try:
            id = queue.work(jobs.do)
        except Exception:
            logging.exception("the queue does not answer")
            stopping.wait(2)
            continue
        if id is None:
            stopping.wait(0.5)
        else:
            logging.info("job %s done", id)
    logging.info("stopped")


if __name__ == "__main__":
    main()
