"""Logs as JSON, one object per line."""

import json
import logging
from datetime import UTC, datetime


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if record.name == "gunicorn.access":
            line |= request_fields(record.args)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def request_fields(atoms) -> dict:
    """Returns the fields of a request, without the query: it may hold secrets."""
    return {
        "message": "request",
        "method": atoms["m"],
        "scheme": atoms["{wsgi.url_scheme}e"],
        "path": atoms["U"],
        "status": int(atoms["s"]),
        "duration_ms": atoms["M"],
        "remote": atoms["h"],
        "request_id": atoms.get("{x-request-id}i"),
    }
