"""Redis: one connection pool per process."""

import os
from functools import cache

from redis import BlockingConnectionPool, Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError, TimeoutError
from redis.retry import Retry

# Heroku's smallest plan allows 20 connections. During a deploy, the old and the new web dyno,
# with two gunicorn workers each, take 12 of them; the old and the new worker, 4, and 2 for
# their jobs.
SIZE = 3


@cache
def store() -> Redis:
    """Returns this process's client, created on first use, after the fork."""
    url = os.environ.get("REDIS_URL")
    if not url:
        raise RuntimeError("REDIS_URL is not set")
    # Heroku uses self-signed certificates, so the connection is encrypted, but the
    # server isn't verified.
    tls = {"ssl_cert_reqs": None} if url.startswith("rediss:") else {}
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=SIZE,
        timeout=2,
        socket_timeout=2,
        socket_connect_timeout=2,
        # If the server closed the connection, open it again.
        retry=Retry(ExponentialBackoff(), 1),
        retry_on_error=[ConnectionError, TimeoutError],
        **tls,
    )
    return Redis(connection_pool=pool)


def check() -> None:
    store().ping()
