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
    assert "/static/style.css" in response.text
    assert app.test_client().get("/static/style.css").mimetype == "text/css"


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


def test_http_is_redirected_to_https(app):
    client = app.test_client()
    routed = {"X-Forwarded-Proto": "http", "Host": "app.example"}
    response = client.get("/version?a=b", headers=routed)
    assert response.status_code == 308
    assert response.location == "https://app.example/version?a=b"
    assert client.post("/", headers=routed).status_code == 403
    assert client.get("/healthz", headers=routed).status_code == 200
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = client.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" in secure.headers
    assert secure.headers["X-Content-Type-Options"] == "nosniff"


def test_errors_are_json_except_for_browsers(app):
    client = app.test_client()
    assert client.get("/nothing").json.keys() == {"error"}
    page = client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.mimetype == "text/html"


def test_a_large_body_is_rejected(app):
    app.post("/echo")(lambda: request.get_data())
    response = app.test_client().post("/echo", data=b"x" * 1024 * 1025)
    assert response.status_code == 413


def test_each_answer_has_a_request_id(app, caplog):
    @app.get("/broken")
    def broken():
        raise ValueError("broken")

    given = {"X-Request-ID": "one-of-heroku"}
    response = app.test_client().get("/broken", headers=given)
    assert (response.status_code, response.headers["X-Request-ID"]) == (
        500,
        "one-of-heroku",
    )
    assert json.loads(JSONFormatter().format(caplog.records[-1]))["request_id"]
    odd = app.test_client().get("/", headers={"X-Request-ID": 'odd "one"'})
    assert len(odd.headers["X-Request-ID"]) == 36


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
