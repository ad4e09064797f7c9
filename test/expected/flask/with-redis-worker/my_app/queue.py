"""The job queue: a list in Redis, and a hash for each job."""

from collections.abc import Callable
from uuid import uuid4

from .store import store

WAITING = "jobs:waiting"
KEPT = 24 * 3600  # seconds until Redis forgets a job
LEASE = 60  # seconds a job may take; after that, another worker runs it again

me = uuid4().hex


def put(text: str) -> str:
    id = uuid4().hex
    with store().pipeline() as pipeline:
        pipeline.hset(f"job:{id}", mapping={"state": "waiting", "text": text})
        pipeline.expire(f"job:{id}", KEPT)
        pipeline.lpush(WAITING, id)
        pipeline.execute()
    return id


def look(id: str) -> dict | None:
    state, result = store().hmget(f"job:{id}", "state", "result")
    return state and {"id": id, "state": state, "result": result}


def work(do: Callable[[str], str]) -> str | None:
    """Runs the next job, if there is one, and returns its id.

    Until it's done, the job is in a list that belongs to this worker. If this process
    is killed, its lease runs out, and another worker puts the job back in the queue.
    """
    mine = f"jobs:doing:{me}"
    store().set(f"jobs:lease:{me}", "", ex=LEASE)
    id = store().lmove(WAITING, mine, "RIGHT", "LEFT")
    if id is None:
        put_back()
        return None
    try:
        state, result = "done", do(store().hget(f"job:{id}", "text") or "")
    except Exception as error:
        state, result = "failed", str(error)
    with store().pipeline() as pipeline:
        pipeline.hset(f"job:{id}", mapping={"state": state, "result": result})
        pipeline.expire(f"job:{id}", KEPT)
        pipeline.lrem(mine, 0, id)
        pipeline.execute()
    return id


def put_back() -> None:
    """Puts the jobs of workers that are gone back in the queue."""
    for doing in store().scan_iter("jobs:doing:*"):
        if not store().exists(doing.replace("doing", "lease")):
            store().lmove(doing, WAITING, "LEFT", "RIGHT")
