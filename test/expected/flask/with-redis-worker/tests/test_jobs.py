import os
import signal
import subprocess
import sys
import time

import pytest

from my_app import create_app, queue


@pytest.fixture
def client():
    return create_app().test_client()


def done(client, id):
    for _ in range(100):
        job = client.get(f"/jobs/{id}").json
        if job["state"] != "waiting":
            return job
        time.sleep(0.1)
    raise AssertionError(f"job {id} was not done")


def test_the_worker_runs_a_job_and_stops(client):
    command = [sys.executable, "-m", "my_app.worker"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        response = client.post("/jobs", json={"text": "three little words"})
        assert response.status_code == 202
        id = response.json["id"]
        expected = {"id": id, "state": "done", "result": "3 words"}
        assert done(client, id) == expected
        worker.send_signal(signal.SIGTERM)
        out, _ = worker.communicate(timeout=20)
        assert worker.returncode == 0
        assert out.splitlines()[-1].endswith('"message": "stopped"}')
    finally:
        worker.kill()


def test_a_job_that_fails_is_reported(client):
    def fail(text):
        raise ValueError("no luck")

    id = client.post("/jobs", json={"text": "x"}).json["id"]
    assert queue.work(fail) == id
    assert done(client, id) == {"id": id, "state": "failed", "result": "no luck"}


def test_a_job_runs_again_when_its_worker_is_killed(client):
    id = client.post("/jobs", json={"text": "two words"}).json["id"]
    program = """
import sys, time
from my_app import queue
queue.LEASE = 1
queue.work(lambda text: (print("begun", flush=True), time.sleep(60)))
"""
    worker = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert worker.stdout.readline() == b"begun\n"
    worker.kill()
    worker.communicate()
    for _ in range(100):
        if queue.work(lambda text: "again") == id:
            break
        time.sleep(0.1)
    assert done(client, id)["result"] == "again"


def test_bad_requests_are_rejected(client):
    assert client.post("/jobs", json={"text": ""}).status_code == 400
    assert client.get("/jobs/0").status_code == 404
