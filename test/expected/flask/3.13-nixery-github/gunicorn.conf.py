"""Settings of gunicorn, which reads this file from the folder it starts in."""

import os

port = os.environ.get("PORT") or "8000"
if not (port.isascii() and port.isdigit() and int(port) < 65536):
    raise SystemExit(f"PORT is {port!r}: not a port number")

wsgi_app = "my_app:create_app()"
bind = f"0.0.0.0:{port}"

# A slow request blocks one thread, not the whole worker.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 8

# If the app can't be imported, stop at once and show its error.
preload_app = True

# Idle connections would delay the shutdown, and Heroku's router doesn't need them.
keepalive = 0

# Seconds to finish open requests after SIGTERM; Heroku kills the process after 30.
graceful_timeout = 25

# Only /tmp is writable; newer versions would put a control socket elsewhere.
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
    # By default, gunicorn's loggers don't pass messages on to the root logger.
    "loggers": {
        "gunicorn.access": {"propagate": True},
        "gunicorn.error": {"propagate": True},
    },
}
