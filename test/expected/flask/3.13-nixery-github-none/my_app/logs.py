"""Logs as JSON, one object per line, with the ID of the request that caused it."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

# What every record has; the rest was given as `extra`.
STANDARD = vars(logging.makeLogRecord({})).keys() | {"message", "asctime"}

encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if id := request_id.get():
            line["request_id"] = id
        if record.name == "gunicorn.access":
            line |= record.args
        else:
            line["logger"] = record.name
            line |= {k: v for k, v in vars(record).items() if k not in STANDARD}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        text = encode(line)
        # Half of a surrogate pair can't be written as UTF-8, but as an escape.
        return text.encode("utf-8", "backslashreplace").decode()


class RequestID:
    """Gives each request an ID: the one from Heroku's router, or a new one."""

    VALID = re.compile(r"[\w.+/=-]{1,200}", re.ASCII)

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        given = environ.get("HTTP_X_REQUEST_ID", "")
        id = given if self.VALID.fullmatch(given) else str(uuid4())
        request_id.set(id)

        def start(status, headers, exc_info=None):
            return start_response(status, [*headers, ("X-Request-ID", id)], exc_info)

        return self.app(environ, start)
