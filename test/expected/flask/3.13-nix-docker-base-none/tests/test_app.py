import json
import logging
import sys

import pytest
from flask import request

from my_app import create_app
from my_app.logs import JSONFormatter


@pytest.fixture
def app(monkeypatch):
    monkeypatch.delenv("BUILD_ID", raising=False)
    monkeypatch.delenv("HEROKU_RELEASE_VERSION", raising=False)
    return create_app()


def test_index(app):
    response = app.test_client().get("/")
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    assert "<h1>" in response.text


def test_healthz(app):
    response = app.test_client().get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok"}


def test_version_without_nix_and_heroku(app):
    assert app.test_client().get("/version").json == {"build": "dev", "release": None}


def test_version_on_heroku(monkeypatch):
    monkeypatch.setenv("BUILD_ID", "abc")
    monkeypatch.setenv("HEROKU_RELEASE_VERSION", "v7")
    response = create_app().test_client().get("/version")
    assert response.json == {"build": "abc", "release": "v7"}


def test_unknown_page(app):
    assert app.test_client().get("/nothing").status_code == 404


def test_the_router_is_trusted_and_the_client_is_not(app):
    @app.get("/whoami")
    def whoami():
        return f"{request.scheme} {request.remote_addr}"

    headers = {
        "X-Forwarded-For": "10.0.0.1, 203.0.113.9",
        "X-Forwarded-Proto": "https",
    }
    response = app.test_client().get("/whoami", headers=headers)
    assert response.text == "https 203.0.113.9"


def test_an_exception_stays_on_its_line():
    try:
        raise ValueError("broken")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "no %s", ("luck",), sys.exc_info()
        )
    text = JSONFormatter().format(record)
    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["message"]) == ("error", "no luck")
    assert "ValueError: broken" in line["exception"]
