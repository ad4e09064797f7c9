"""Redis: one pool of connections for each process."""

import os
from functools import cache

from redis import BlockingConnectionPool, Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError, TimeoutError
from redis.retry import Retry

# Heroku's smallest plan allows 20 connections: two gunicorn workers take 8 of them.
SIZE = 4


@cache
def store() -> Redis:
    """The client of this process; made when it is first asked for, after the fork."""
    url = os.environ.get("REDIS_URL")
    if not url:
        raise RuntimeError("REDIS_URL is not set")
    # Heroku's certificates are signed by nobody: what is sent is encrypted, and the
    # server is not verified.
    tls = {"ssl_cert_reqs": None} if url.startswith("rediss:") else {}
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=SIZE,
        timeout=2,
        socket_timeout=2,
        socket_connect_timeout=2,
        # A connection that the server closed meanwhile is opened again.
        retry=Retry(ExponentialBackoff(), 1),
        retry_on_error=[ConnectionError, TimeoutError],
        decode_responses=True,
        **tls,
    )
    return Redis(connection_pool=pool)


def check() -> None:
    store().ping()
