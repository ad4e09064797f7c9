"""The worker process: runs one job after another until SIGTERM."""

import logging
import signal
import sys
import time

from redis.exceptions import RedisError
from rq.worker import HerokuWorker

from . import queue, tasks  # noqa: F401  (so that a job finds its task loaded)
from .logs import JSONFormatter


class Worker(HerokuWorker):
    # Seconds for the current job after SIGTERM; Heroku kills the process after 30.
    imminent_shutdown_delay = 25

    is_told_to_stop = False

    def request_stop(self, signum, frame):
        self.is_told_to_stop = True
        super().request_stop(signum, frame)


def main() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JSONFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.info("waiting for jobs")
    while not work():
        # The worker has ended without being told to.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        time.sleep(2)
    logging.info("stopped")


def work() -> bool:
    """Runs jobs. Returns whether it was told to stop."""
    try:
        worker = Worker(
            [queue.jobs()],
            connection=queue.connection(),
            serializer=queue.jobs().serializer,
            # If the worker dies, another one finds its job after about a minute.
            job_monitoring_interval=5,
            maintenance_interval=15,
            worker_ttl=30,
            log_job_description=False,
        )
        worker.work(with_scheduler=True)
        return worker.is_told_to_stop
    except RedisError:
        logging.exception("the queue does not answer")
        return False


if __name__ == "__main__":
    main()
