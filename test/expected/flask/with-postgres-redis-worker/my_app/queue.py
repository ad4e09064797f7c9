"""The job queue: a table in PostgreSQL.

By hand, because the libraries for it aren't in nixpkgs or have no time limit for a job.
A worker takes a job for LEASE seconds and keeps renewing that while the job runs. If the
worker dies, another one takes the job.
"""

from typing import NamedTuple
from uuid import uuid4

from psycopg import Connection

from .database import connection

ATTEMPTS = 5
LEASE = 30  # seconds
TIMEOUT = 60  # seconds for one attempt
BACKOFF = [10, 20, 40, 80]  # seconds before each further attempt

# Skips the rows that other workers are looking at.
TAKE = """
    UPDATE jobs SET state = 'running', attempts = attempts + 1, holder = %(holder)s,
      due_at = now() + make_interval(secs => %(lease)s)
    WHERE id = (
      SELECT id FROM jobs WHERE state IN ('waiting', 'running') AND due_at <= now()
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id::text, text, attempts, holder::text, error
"""
RENEW = """
    UPDATE jobs SET due_at = now() + make_interval(secs => %(lease)s)
    WHERE id = %(id)s AND holder = %(holder)s AND state = 'running'
"""
END = """
    UPDATE jobs SET state = %(state)s, error = %(error)s, ended_at = now(),
      due_at = now() + make_interval(secs => %(pause)s)
    WHERE id = %(id)s AND holder = %(holder)s
"""
FORGET = """
    DELETE FROM jobs WHERE state = 'done' AND ended_at < now() - interval '1 day'
      OR state = 'failed' AND ended_at < now() - interval '30 days'
"""


class Job(NamedTuple):
    id: str
    text: str
    attempts: int
    holder: str
    error: str | None  # of the last attempt


def put(text: str) -> str:
    insert = "INSERT INTO jobs (text) VALUES (%s) RETURNING id::text"
    with connection() as database:
        [id] = database.execute(insert, [text]).fetchone()
    return id


def look(id: str) -> str | None:
    """Returns the state of a job: waiting, running, done or failed."""
    with connection() as database:
        row = database.execute("SELECT state FROM jobs WHERE id = %s", [id]).fetchone()
    return row and row[0]


def take(database: Connection) -> Job | None:
    """Takes the next job that is due, if there is one."""
    values = {"holder": uuid4(), "lease": LEASE}
    row = database.execute(TAKE, values).fetchone()
    return row and Job(*row)


def renew(database: Connection, job: Job) -> bool:
    """Keeps a job for longer. Returns whether it is still held."""
    return database.execute(RENEW, job._asdict() | {"lease": LEASE}).rowcount == 1


def end(database: Connection, job: Job, error: str | None) -> str:
    """Records how an attempt ended, if the job is still held. Returns its new state.

    Can be repeated, in case the first answer got lost.
    """
    if error is None:
        state, pause = "done", 0
    elif job.attempts < ATTEMPTS:
        state, pause = "waiting", BACKOFF[job.attempts - 1]
    else:
        state, pause = "failed", 0
    if error:
        # PostgreSQL can't store NUL characters or half of a surrogate pair.
        error = error.replace("\0", "\N{REPLACEMENT CHARACTER}")
        error = error.encode("utf-8", "backslashreplace").decode()
    values = job._asdict() | {"state": state, "pause": pause, "error": error}
    kept = database.execute(END, values).rowcount == 1
    return state if kept else "lost"


def forget(database: Connection) -> None:
    """Removes old jobs: done ones after a day, failed ones after 30."""
    database.execute(FORGET)
