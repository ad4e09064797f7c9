"""The job queue: RQ, in Redis (https://python-rq.org)."""

from functools import cache
from uuid import uuid4

from rq import Queue, Retry
from rq.exceptions import NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from .store import store

ATTEMPTS = 5
LEASE = 30  # seconds; a worker renews it while the job runs
TIMEOUT = 60  # seconds for one attempt
BACKOFF = [10, 20, 40, 80]  # seconds before each further attempt
DONE_KEPT = 24 * 3600  # seconds until a job is forgotten
FAILED_KEPT = 30 * 24 * 3600

STATES = {
    JobStatus.STARTED: "running",
    JobStatus.FINISHED: "done",
    JobStatus.FAILED: "failed",
    JobStatus.STOPPED: "failed",
    JobStatus.CANCELED: "failed",
}


@cache
def jobs() -> Queue:
    # JSON, since RQ's usual format lets anyone who can write to Redis run code.
    return Queue("jobs", connection=store(), serializer=JSONSerializer)


def put(text: str) -> str:
    id = str(uuid4())
    jobs().enqueue(
        f"{__package__}.tasks.run",
        args=[id, text],
        job_id=id,
        job_timeout=TIMEOUT,
        retry=Retry(max=ATTEMPTS - 1, interval=BACKOFF),
        result_ttl=DONE_KEPT,
        failure_ttl=FAILED_KEPT,
        description="",
    )
    return id


def look(id: str) -> str | None:
    """Returns the state of a job: waiting, running, done or failed."""
    try:
        job = Job.fetch(id, connection=store(), serializer=JSONSerializer)
        return STATES.get(job.get_status(), "waiting")
    except NoSuchJobError:
        return None
