"""Tests that need the real process: its log, its port and how it stops."""

import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer

import pytest


class Web:
    """A gunicorn with its own process group, no home directory, and any free port."""

    def __init__(self, port="0"):
        environment = os.environ | {"PORT": port, "WEB_CONCURRENCY": "1"}
        environment.pop("HOME", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "tests.slow:create_app()"],
            cwd=Path(__file__).parent.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def next(self, pattern):
        """Reads the log up to a message; every line before it must be JSON."""
        for text in self.process.stdout:
            line = json.loads(text)
            assert line.keys() >= {"time", "level", "message"}
            if re.search(pattern, line["message"]):
                return line
        errors = self.process.stderr.read()
        raise AssertionError(f"the log ended without {pattern}: {errors}")

    def listening(self):
        message = self.next("Listening at")["message"]
        self.port = int(re.search(r"http://0\.0\.0\.0:(\d+)", message)[1])

    def get(self, path, headers=None):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().read()

    def stop(self):
        """Sends SIGTERM to every process at once, as Heroku does."""
        os.killpg(self.process.pid, signal.SIGTERM)


@pytest.fixture
def web():
    started = []

    def start(**arguments):
        started.append(Web(**arguments))
        return started[-1]

    def kill():
        for each in started:
            if each.process.poll() is None:
                os.killpg(each.process.pid, signal.SIGKILL)

    # If a process hangs, kill it: its log ends, and the test fails.
    alarm = Timer(60, kill)
    alarm.start()
    yield start
    alarm.cancel()
    kill()
    for each in started:
        each.process.communicate()


def test_sigterm_lets_requests_finish(web):
    server = web()
    server.listening()
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(server.get, "/slow")
        server.next("slow page begun")
        server.stop()
        assert answer.result() == b"slow page done"
    assert server.process.wait(timeout=20) == 0
    for text in server.process.stdout:
        json.loads(text)
    assert server.process.stderr.read() == ""


def test_each_request_is_one_line(web):
    server = web()
    headers = {
        "X-Forwarded-For": "10.0.0.1, 203.0.113.9",
        "X-Forwarded-Proto": "https",
        "X-Request-ID": "one",
    }
    server.listening()
    server.get("/healthz?token=secret", headers)
    line = server.next("^request$")
    assert line.pop("time") and line.pop("duration_ms") >= 0
    assert line == {
        "level": "info",
        "message": "request",
        "method": "GET",
        "scheme": "https",
        "path": "/healthz",
        "status": 200,
        "remote": "203.0.113.9",
        "request_id": "one",
    }


@pytest.mark.parametrize("port", ["http", "-1", "65536", "80 "])
def test_a_bad_port_is_rejected(web, port):
    server = web(port=port)
    _, error = server.process.communicate(timeout=20)
    assert f"PORT is {port!r}: not a port number" in error
    assert server.process.returncode != 0
