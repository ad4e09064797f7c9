"""The worker process: runs one job after another until SIGTERM."""

import logging
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from threading import Event
from time import monotonic

from . import queue, tasks
from .database import Impatient, address
from .logs import JSONFormatter

POLL = 1  # seconds between looks for a job
PATIENCE = 5  # seconds for one answer of the database
GRACE = 25  # seconds for a job after SIGTERM; Heroku kills the process after 30

stopping = Event()

# Each job runs in a child process, so a job that crashes or hangs doesn't end the worker.
# Forking is safe: no other thread runs meanwhile.
processes = get_context("fork")


def main() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JSONFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopping.set())
    logging.info("waiting for jobs")
    worker = Worker()
    while not stopping.is_set():
        try:
            pause = 0 if worker.step() else POLL
        except Exception:
            logging.exception("the queue does not answer")
            pause = 2
        stopping.wait(pause)
    logging.info("stopped")


class Worker:
    connection: Impatient | None = None
    cleaned_at = float("-inf")

    def step(self) -> bool:
        """Runs the next job. Returns whether there was one."""
        if monotonic() - self.cleaned_at > 3600:
            self.ask(queue.forget)
            self.cleaned_at = monotonic()
        job = self.ask(queue.take)
        if job and job.attempts > queue.ATTEMPTS:
            self.end(job, job.error or "The worker died each time.")
        elif job:
            self.run(job)
        return job is not None

    def run(self, job: queue.Job) -> None:
        """Runs a job, and keeps it for as long as that takes."""
        receiver, sender = processes.Pipe(duplex=False)
        child = processes.Process(target=perform, args=(job, sender))
        child.start()
        sender.close()
        renewed = monotonic()
        limit = renewed + queue.TIMEOUT
        is_hurried, is_mine = False, True
        while is_mine and monotonic() < limit and not receiver.poll(0.2):
            if stopping.is_set() and not is_hurried:
                is_hurried = True
                limit = min(limit, monotonic() + GRACE)
            if monotonic() - renewed > queue.LEASE / 3:
                is_mine = self.renew(job)
                renewed = monotonic()
        error: str | None = "It took too long, and was stopped."
        if receiver.poll():
            try:
                error = receiver.recv()
            except EOFError:
                child.join()
                error = f"Its process ended with exit code {child.exitcode}."
        child.kill()
        child.join()
        self.end(job, error)

    def renew(self, job: queue.Job) -> bool:
        try:
            return self.ask(queue.renew, job)
        except Exception:
            logging.exception("job %s can't be renewed", job.id)
            return True

    def end(self, job: queue.Job, error: str | None) -> None:
        """Records how an attempt ended. Until that works, there's nothing else to do."""
        while True:
            try:
                state = self.ask(queue.end, job, error)
            except Exception:
                logging.exception("the end of job %s can't be recorded", job.id)
                if stopping.wait(2):
                    return  # nobody renews it, so it runs again
            else:
                break
        extra = {"job": job.id, "attempt": job.attempts, "error": error}
        match state:
            case "done":
                logging.info("job done", extra=extra)
            case "waiting":
                logging.warning("job failed, to be tried again", extra=extra)
            case "failed":
                logging.error("job failed", extra=extra)
            case _:
                logging.warning("another worker has taken the job", extra=extra)

    def ask[T](self, question: Callable[..., T], *values) -> T:
        """Asks the queue, on a connection that is only for that."""
        try:
            if self.connection is None:
                self.connection = Impatient.connect(address(), autocommit=True)
                self.connection.patience = PATIENCE
            return question(self.connection, *values)
        except Exception:
            if self.connection:
                self.connection.close()
            self.connection = None
            raise


def perform(job: queue.Job, sender) -> None:
    # Heroku sends SIGTERM to all processes. The worker decides when this one ends.
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    try:
        tasks.run(job.id, job.text)
    except BaseException:
        sender.send(traceback.format_exc())
    else:
        sender.send(None)


if __name__ == "__main__":
    main()
