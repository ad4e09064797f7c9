"""How gunicorn serves the app; it finds this file in the folder it is started in."""

import os

port = os.environ.get("PORT") or "8000"
if not (port.isascii() and port.isdigit() and int(port) < 65536):
    raise SystemExit(f"PORT is {port!r}: not a port number")

wsgi_app = "my_app:create_app()"
bind = f"0.0.0.0:{port}"

# A slow request holds up a thread, not a whole worker.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 8

# An app that cannot be imported ends the start at once, with its own error.
preload_app = True

# An idle connection holds up the end of a worker, and Heroku's router does without.
keepalive = 0

# For requests in flight at SIGTERM; Heroku kills what is left 30 seconds after it.
graceful_timeout = 25

# Only /tmp is for writing; newer gunicorns would make a control socket elsewhere.
worker_tmp_dir = "/tmp"
control_socket_disable = True

logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "my_app.logs.JSONFormatter"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "json",
        }
    },
    "root": {"level": "INFO", "handlers": ["stdout"]},
    # gunicorn cuts its loggers off from the root; this lets them through.
    "loggers": {
        "gunicorn.access": {"propagate": True},
        "gunicorn.error": {"propagate": True},
    },
}
