import os
import subprocess
import sys

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from my_app import create_app, release
from my_app.database import address, connection


@pytest.fixture
def client():
    return create_app().test_client()


def test_a_note_is_saved(client):
    response = client.post("/notes", json={"text": "hello"})
    assert response.status_code == 201
    assert response.json in client.get("/notes").json


@pytest.mark.parametrize("text", ["", 1, "x" * 1001, "a\0b", "\ud800", None])
def test_a_note_without_a_text_is_rejected(client, text):
    assert client.post("/notes", json={"text": text}).status_code == 400


def test_a_connection_that_the_server_has_closed_is_replaced(client):
    assert client.get("/notes").status_code == 200
    end_all = """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
    """
    with psycopg.connect(address()) as connection:
        connection.execute(end_all)
    assert client.get("/notes").status_code == 200


def test_a_query_that_takes_too_long_ends(client):
    with pytest.raises(psycopg.OperationalError, match="does not answer"):
        with connection(0.3) as database:
            database.execute("SELECT pg_sleep(5)")
    assert client.get("/notes").status_code == 200


@pytest.mark.parametrize(
    ("host", "mode"),
    [
        ("ec2.example.com", "require"),
        ("127.0.0.1", "prefer"),
        ("", "prefer"),
        ("ec2.example.com?sslmode=verify-full", "verify-full"),
    ],
)
def test_tls_unless_on_this_machine(monkeypatch, host, mode):
    host, _, query = host.partition("?")
    monkeypatch.setenv("DATABASE_URL", f"postgres://me:secret@{host}/notes?{query}")
    assert conninfo_to_dict(address())["sslmode"] == mode


def test_healthz_names_a_database_that_does_not_answer():
    program = """
from my_app import create_app
response = create_app().test_client().get("/healthz")
print(response.status_code, response.json)
"""
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert ran.stdout == "503 {'silent': ['postgres'], 'status': 'unavailable'}\n"


def test_migrations_are_applied_once_and_completely(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(release, "FOLDER", tmp_path)
    (tmp_path / "9001_good.sql").write_text("CREATE TABLE good (id int); SELECT 1")
    release.main()
    release.main()
    (tmp_path / "9002_bad.sql").write_text("CREATE TABLE bad (id int); SELECT 1/0")
    with pytest.raises(SystemExit, match="9002_bad.sql .* division by zero"):
        release.main()
    assert capsys.readouterr().out.count("applying 9001_good.sql") == 1
    with psycopg.connect(address()) as connection:
        tables = "SELECT to_regclass('good'), to_regclass('bad')"
        assert connection.execute(tables).fetchone() == ("good", None)


def test_two_releases_at_once_take_turns(tmp_path):
    command = [sys.executable, "-m", "my_app.release"]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [each.wait(timeout=60) for each in running] == [0, 0, 0]
