import os
import subprocess
import sys

from my_app import create_app
from my_app.store import store


def test_visits_are_counted():
    client = create_app().test_client()
    before = client.get("/visits").json["visits"]
    assert client.post("/visits").json == {"visits": before + 1}
    assert client.get("/visits").json == {"visits": before + 1}


def test_tls_is_not_verified(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "rediss://:secret@ec2.example.com:6380")
    store.cache_clear()
    settings = store().connection_pool.connection_kwargs
    store.cache_clear()
    assert settings["host"] == "ec2.example.com"
    assert settings["ssl_cert_reqs"] is None


def test_healthz_names_a_redis_that_does_not_answer():
    program = """
from my_app import create_app
response = create_app().test_client().get("/healthz")
print(response.status_code, response.json)
"""
    environment = os.environ | {"REDIS_URL": "redis://127.0.0.1:1"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert ran.stdout == "503 {'silent': ['redis'], 'status': 'unavailable'}\n"
