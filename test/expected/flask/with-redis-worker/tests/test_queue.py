import json
import os
import time
from contextlib import contextmanager

import pytest
from redis import Redis

from my_app import queue, tasks
from my_app.worker import Worker
from tests import test_jobs
from tests.test_jobs import kill, put, until

client, workers = test_jobs.client, test_jobs.workers


@contextmanager
def outage():
    """Closes all connections to Redis but its own, and lets no other in."""
    url = os.environ["REDIS_URL"]
    with Redis.from_url(url, single_connection_client=True) as redis:
        limit = redis.config_get("maxclients")["maxclients"]
        redis.config_set("maxclients", 1)
        try:
            redis.client_kill_filter(_type="normal")
            yield
        finally:
            redis.config_set("maxclients", limit)


def test_a_worker_keeps_its_job_in_an_outage(client, workers):
    worker = workers()
    id = put(client, "sleep 5")
    until(client, id, "running")
    with outage():
        time.sleep(2)
    other = put(client, "other")
    until(client, other, "done")
    assert until(client, id, "done") == "done"
    kill(worker)
    lines = [json.loads(line) for line in worker.stdout.read().splitlines()]
    order = [(line["job"], line["message"]) for line in lines if "job" in line]
    assert order == [
        (id, "asleep"),
        (id, "counted words"),
        (id, "job done"),
        (other, "counted words"),
        (other, "job done"),
    ]


@pytest.mark.parametrize("error", [None, ValueError])
def test_only_the_holder_of_a_job_ends_it(client, monkeypatch, error):
    def lose(id, text):
        """The job runs for so long that another worker takes it."""
        job.started_job_registry.cleanup(time.time() + 60)
        other.prepare_execution(job)
        other.prepare_job_execution(job)
        if error:
            raise error

    monkeypatch.setattr(tasks, "run", lose)
    holder, other = Worker(), Worker()
    id = put(client, "slow")
    job = queue.jobs().fetch_job(id)
    holder.prepare_execution(job)
    holder.perform_job(job, queue.jobs())
    assert client.get(f"/jobs/{id}").json["state"] == "running"
