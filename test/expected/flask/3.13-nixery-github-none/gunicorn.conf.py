"""Settings of gunicorn, which reads this file from the folder it starts in."""

from gevent import monkey

# A greenlet for each client, so that slow ones hold up no one. Patch before the app is imported.
monkey.patch_all()

import os
from contextlib import contextmanager
from time import monotonic

import gevent
from gunicorn.glogging import Logger
from gunicorn.workers.ggevent import GeventWorker

port = os.environ.get("PORT") or "8000"
if not (port.isascii() and port.isdigit() and int(port) < 65536):
    raise SystemExit(f"PORT is {port!r}: not a port number")

wsgi_app = "my_app:create_app()"
bind = f"0.0.0.0:{port}"

workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_connections = 500  # clients at once, for each worker

# If the app can't be imported, stop at once and show its error.
preload_app = True

# Heroku's router keeps idle connections for 90 seconds. If the app closed one earlier, the
# router could send a request at that moment, and it would fail.
keepalive = 95

# Heroku kills the process 30 seconds after SIGTERM. The router may still send requests for
# about two of them, so the first ones go to answering those, and the rest to finishing what's
# open.
LAME_DUCK = 3
graceful_timeout = 24

# Only /tmp is writable; newer versions would put a control socket elsewhere.
worker_tmp_dir = "/tmp"
control_socket_disable = True


class Idle(Exception):
    """Ends a connection whose client has sent no request in time."""


class Worker(GeventWorker):
    """Leaves without resetting a connection, even if some are idle."""

    leaving = False

    def handle_exit(self, sig, frame):
        if not self.leaving:
            self.leaving = True
            # From here on, answers say "Connection: close".
            self.cfg.set("keepalive", 0)
            gevent.spawn(self.leave)

    def leave(self):
        gevent.sleep(LAME_DUCK)
        self.alive = False

    def run(self):
        self.idle = {}
        gevent.spawn(self.end_idle)
        super().run()

    def end_idle(self):
        while True:
            gevent.sleep(0.5)
            # Idle connections would hold up the shutdown until they time out.
            longest = keepalive if self.alive else 1
            for greenlet, since in list(self.idle.items()):
                if monotonic() - since > longest:
                    gevent.kill(greenlet, Idle)

    @contextmanager
    def timeout_ctx(self):
        """Limits the wait for a client's next request: see end_idle, one for all."""
        # Otherwise, a client that has already sent it would go ahead of all that wait.
        gevent.sleep(0)
        self.idle[gevent.getcurrent()] = monotonic()
        try:
            yield
        except Idle:
            pass
        finally:
            del self.idle[gevent.getcurrent()]


worker_class = Worker


class RequestLogger(Logger):
    """Logs one line per request, without the query: it may hold secrets."""

    def access(self, resp, req, environ, request_time):
        # gunicorn's own method collects everything that a format may name, which takes long.
        fields = {
            "method": environ.get("REQUEST_METHOD"),
            "scheme": environ.get("wsgi.url_scheme"),
            "path": environ.get("PATH_INFO"),
            "status": resp.status and int(resp.status.split()[0]),
            "duration_ms": int(request_time.total_seconds() * 1000),
            "remote": environ.get("REMOTE_ADDR"),
        }
        self.access_log.info("request", fields)


logger_class = RequestLogger

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
