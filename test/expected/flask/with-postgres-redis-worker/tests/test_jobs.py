import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from my_app import create_app, queue


@pytest.fixture
def client(monkeypatch):
    # RQ keeps these with each job. The queue in PostgreSQL leaves them to the worker.
    monkeypatch.setattr(queue, "ATTEMPTS", 3)
    monkeypatch.setattr(queue, "BACKOFF", [1, 1])
    monkeypatch.setattr(queue, "TIMEOUT", 6)
    return create_app().test_client()


@pytest.fixture
def workers():
    started = []

    def start():
        command = [sys.executable, "-m", "tests.trying_worker"]
        worker = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(worker)
        return worker

    yield start
    for each in started:
        each.terminate()
        with suppress(subprocess.TimeoutExpired):
            each.wait(timeout=10)
        kill(each)
        each.stdout.close()


def kill(worker):
    """Kills a worker and the processes that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def put(client, text):
    response = client.post("/jobs", json={"text": text})
    assert response.status_code == 202
    return response.json["id"]


def until(client, id, *states, seconds=30):
    """Waits until a job is in one of these states."""
    end = time.monotonic() + seconds
    while (job := client.get(f"/jobs/{id}").json)["state"] not in states:
        assert job.keys() == {"id", "state"}
        assert time.monotonic() < end, job
        time.sleep(0.05)
    return job["state"]


def test_the_worker_runs_a_job_and_stops(client, workers):
    worker = workers()
    id = put(client, "three little words")
    until(client, id, "done")
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=20)
    lines = [json.loads(line) for line in out.splitlines()]
    assert worker.returncode == 0
    assert lines[-1]["message"] == "stopped"
    [counted] = [line for line in lines if line["message"] == "counted words"]
    assert (counted["job"], counted["words"]) == (id, 3)


def test_sigterm_lets_the_current_job_finish(client, workers):
    worker = workers()
    id = put(client, "sleep 1")
    until(client, id, "running")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    assert until(client, id, "done", "waiting", "failed") == "done"


def test_sigterm_ends_a_job_that_goes_on(client, workers, tmp_path):
    worker = workers()
    id = put(client, f"stubborn {tmp_path}/once")
    until(client, id, "running")
    # Heroku sends it to all processes.
    os.killpg(worker.pid, signal.SIGTERM)
    assert worker.wait(timeout=5) == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(worker.pid, 0)
    assert until(client, id, "done", "waiting", "failed") == "waiting"
    workers()
    until(client, id, "done")


def test_a_job_that_hangs_is_stopped(client, workers, tmp_path):
    worker = workers()
    id = put(client, f"stubborn {tmp_path}/once")
    until(client, id, "running")
    until(client, id, "done")
    kill(worker)
    assert "too long" in worker.stdout.read()


def test_a_job_runs_again_when_its_worker_is_killed(client, workers):
    worker = workers()
    id = put(client, "sleep 1")
    until(client, id, "running")
    kill(worker)
    workers()
    assert until(client, id, "done", seconds=12) == "done"


def test_a_job_that_outlives_the_lease_runs_once(client, workers):
    started = [workers(), workers()]
    id = put(client, "sleep 5")
    until(client, id, "done")
    time.sleep(1)
    for each in started:
        kill(each)
    out = "".join(each.stdout.read() for each in started)
    assert out.count('"asleep"') == 1


def test_a_failure_is_logged_without_the_text_of_the_job(client, workers):
    worker = workers()
    id = put(client, "fail secret")
    until(client, id, "failed")
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=20)
    assert "secret" not in out
    lines = [json.loads(line) for line in out.splitlines()]
    failures = [line for line in lines if line.get("job") == id]
    assert [line["attempt"] for line in failures] == [1, 2, 3]
    assert all("no luck" in line["error"] for line in failures)


@pytest.mark.parametrize("text", ["fail", "crash"])
def test_a_bad_job_ends_as_failed_and_holds_up_no_other(client, workers, text):
    id = put(client, text)
    good = put(client, "good one")
    workers()
    until(client, good, "done")
    assert until(client, id, "done", "failed") == "failed"


def test_bad_requests_are_rejected(client):
    for text in ["", "x" * 1001, "a\0b", "\ud800", None]:
        assert client.post("/jobs", json={"text": text}).status_code == 400
    unknown = "00000000-0000-0000-0000-000000000000"
    for id in [unknown, "0", "x'"]:
        assert client.get(f"/jobs/{id}").status_code == 404
