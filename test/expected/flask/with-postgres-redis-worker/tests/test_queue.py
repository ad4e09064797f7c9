import psycopg
import pytest

from my_app import queue
from my_app.database import address
from tests import test_jobs
from tests.test_jobs import put

client = test_jobs.client


@pytest.fixture
def connection():
    with psycopg.connect(address(), autocommit=True) as made:
        yield made


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
