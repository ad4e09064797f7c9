"""The worker process: runs one job after another until SIGTERM.

RQ's worker, with shorter waits, and careful about who holds a job.
"""

import logging
import signal
import sys
from threading import Event
from time import monotonic

import rq
from redis.exceptions import LockError, RedisError
from rq.exceptions import DequeueTimeout, StopRequested
from rq.job import JobStatus
from rq.registry import clean_registries
from rq.scheduler import RQScheduler
from rq.utils import now

from . import queue, tasks  # noqa: F401  (so that a job finds its task loaded)
from .logs import JSONFormatter

GRACE = 25  # seconds for a job after SIGTERM; Heroku kills the process after 30

stopping = Event()


def main() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JSONFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    logging.info("waiting for jobs")
    while not stopping.is_set():
        try:
            # Debug and info lines of RQ tell too much: we write one for each attempt.
            Worker().work(logging_level="WARNING")
        except RedisError:
            logging.exception("the queue does not answer")
        stopping.wait(2)
    logging.info("stopped")


class Worker(rq.Worker):
    dequeue_timeout = 1
    connection_timeout = 5
    limit = float("inf")

    def __init__(self, **options):
        jobs = queue.jobs()
        usual = {
            "connection": jobs.connection,
            "serializer": jobs.serializer,
            "job_monitoring_interval": 1,
            "maintenance_interval": 2,
        }
        super().__init__([jobs], **usual | options)
        # RQ has a process for this, which blocks the next one for a minute if it's killed.
        self.schedule = RQScheduler([jobs], self.connection, serializer=jobs.serializer)
        self.schedule.prepare_registries([jobs.name])

    # Stopping

    def request_stop(self, signum, frame):
        # No more than this: a signal can come in the middle of a command to Redis.
        self._stop_requested = True
        stopping.set()

    def setup_work_horse_signals(self):
        # Heroku sends SIGTERM to all processes. The worker decides when this one ends.
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)

    def subscribe(self):
        """Takes no commands, which need a thread, and forking isn't safe with threads."""

    # Waiting for a job

    def dequeue_job_and_maintain_ttl(self, timeout, max_idle_time=None):
        self.set_state("idle")
        while not stopping.is_set():
            self.heartbeat()
            if self.should_run_maintenance_tasks:
                self.run_maintenance_tasks()
            try:
                return self.queue_class.dequeue_any(
                    self.queues,
                    timeout,
                    connection=self.connection,
                    serializer=self.serializer,
                )
            except DequeueTimeout:
                pass
        raise StopRequested

    def run_maintenance_tasks(self):
        """Puts jobs back in the queue that are due again, or whose worker has died."""
        self.last_cleaned_at = now()
        turn = self.connection.lock("jobs:maintenance", timeout=20, blocking=False)
        try:
            with turn:
                self.schedule.enqueue_scheduled_jobs()
                for each in self.queues:
                    clean_registries(each)
                    each.intermediate_queue.cleanup(self, each)
        except LockError:
            pass  # another worker is doing it

    # Running a job

    def execute_job(self, job, queue):
        self.renewed_at = monotonic()
        self.limit = self.renewed_at + job.timeout + 1
        self.is_hurried = False
        super().execute_job(job, queue)
        self.execution = None

    def set_current_job_working_time(self, current_job_working_time, pipeline=None):
        """Does without: an outage of Redis must not end the waiting for a job."""

    def get_heartbeat_ttl(self, job):
        return queue.LEASE

    def maintain_heartbeats(self, job):
        """Keeps a job for as long as it runs, and stops it when its time is over."""
        if stopping.is_set() and not self.is_hurried:
            self.is_hurried = True
            self.limit = min(self.limit, monotonic() + GRACE)
        try:
            if monotonic() > self.limit:
                self.kill_horse()
            elif monotonic() - self.renewed_at > queue.LEASE / 3:
                super().maintain_heartbeats(job)
                self.renewed_at = monotonic()
                if not self.is_held(job):
                    self.kill_horse()
        except RedisError:
            logging.exception("job %s can't be renewed", job.id)

    def is_held(self, job) -> bool:
        """Returns whether a job is still this worker's: another may have taken it."""
        if self.execution is None:
            # It's not running, but got stuck on its way to a worker.
            return job.get_status() == JobStatus.QUEUED
        registry = job.started_job_registry
        held = self.connection.zscore(registry.key, self.execution.composite_key)
        return held is not None

    # How an attempt ended

    def handle_job_success(self, job, queue, started_job_registry):
        if self.is_held(job):
            super().handle_job_success(job, queue, started_job_registry)
            self.tell(logging.INFO, "job done", job, None)
        else:
            self.tell(logging.WARNING, "another worker has taken the job", job, None)

    def handle_exception(self, job, *exc_info):
        """Logs nothing: RQ would log what the job was given."""

    def handle_job_failure(self, job, queue, started_job_registry=None, exc_string=""):
        # Redis can't store half of a surrogate pair.
        error = exc_string.encode("utf-8", "backslashreplace").decode()
        if not self.is_horse and self.execution and monotonic() > self.limit:
            error = "It took too long, and was stopped."
        if not self.is_held(job):
            self.tell(logging.WARNING, "another worker has taken the job", job, error)
        elif job.should_retry:
            self.tell(logging.WARNING, "job failed, to be tried again", job, error)
            super().handle_job_failure(job, queue, started_job_registry, error)
        else:
            self.tell(logging.ERROR, "job failed", job, error)
            super().handle_job_failure(job, queue, started_job_registry, error)

    def tell(self, level: int, message: str, job, error: str | None) -> None:
        attempt = queue.ATTEMPTS - (job.retries_left or 0)
        extra = {"job": job.id, "attempt": attempt, "error": error}
        logging.log(level, message, extra=extra)


if __name__ == "__main__":
    main()
