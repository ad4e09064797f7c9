import time

import psycopg
import pytest

from my_app import queue
from my_app.database import address
from tests import test_jobs
from tests.test_jobs import kill, put, until

client, workers = test_jobs.client, test_jobs.workers


@pytest.fixture
def connection():
    with psycopg.connect(address(), autocommit=True) as made:
        yield made


def test_a_job_runs_again_when_its_worker_is_killed(client, workers):
    worker = workers()
    id = put(client, "sleep 1")
    until(client, id, "running")
    kill(worker)
    workers()
    assert until(client, id, "done") == "done"


def test_a_job_that_outlives_the_lease_runs_once(client, workers):
    started = [workers(), workers()]
    id = put(client, "sleep 2.5")
    until(client, id, "done")
    time.sleep(1)
    for each in started:
        kill(each)
    out = "".join(each.stdout.read() for each in started)
    assert out.count('"asleep"') == 1


def test_a_job_that_hangs_is_stopped(client, workers, connection):
    id = put(client, "sleep 600")
    update = "UPDATE jobs SET attempts = %s WHERE id = %s"
    connection.execute(update, [queue.ATTEMPTS - 1, id])
    workers()
    assert until(client, id, "failed") == "failed"
    select = "SELECT error FROM jobs WHERE id = %s"
    [error] = connection.execute(select, [id]).fetchone()
    assert "too long" in error


def test_only_the_holder_of_a_job_ends_it(client, connection, monkeypatch):
    put(client, "slow")
    monkeypatch.setattr(queue, "LEASE", 0)
    first = queue.take(connection)
    second = queue.take(connection)
    assert first.id == second.id
    assert queue.renew(connection, first) is False
    assert queue.end(connection, first, None) == "lost"
    assert queue.end(connection, second, None) == "done"


def test_old_jobs_are_removed(client, connection):
    ids = [put(client, "old") for _ in range(3)]
    age = "UPDATE jobs SET state = %s, ended_at = now() - %s::interval WHERE id = %s"
    connection.execute(age, ["done", "2 days", ids[0]])
    connection.execute(age, ["failed", "2 days", ids[1]])
    connection.execute(age, ["failed", "31 days", ids[2]])
    queue.forget(connection)
    assert [client.get(f"/jobs/{id}").status_code for id in ids] == [404, 200, 404]
