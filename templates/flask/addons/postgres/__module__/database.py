"""PostgreSQL: one connection pool per process."""

import atexit
import os
from functools import cache

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

# Heroku's smallest plan allows 20 connections: two gunicorn workers take 8 of them,
# which leaves room for a worker, a release and the old dynos during a deploy.
SIZE = 4


def address(statement_timeout="15s") -> str:
    """Returns how to connect: with TLS, unless the database is on this machine."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise RuntimeError("DATABASE_URL is not set")
    given = conninfo_to_dict(url)
    host = given.get("host", "")
    local = host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")
    usual = {
        "sslmode": "prefer" if local else "require",
        "connect_timeout": 3,
        "options": f"-c statement_timeout={statement_timeout}",
    }
    return make_conninfo(**usual | given)


@cache
def pool() -> ConnectionPool:
    """Returns this process's pool, created on first use, after the fork."""
    made = ConnectionPool(
        address(),
        min_size=1,
        max_size=SIZE,
        timeout=5,
        # After an outage, try again within seconds, not minutes.
        reconnect_timeout=2,
        # Replaces a connection that the server closed before it is used.
        check=ConnectionPool.check_connection,
        open=True,
    )
    atexit.register(made.close)
    return made


def check() -> None:
    with pool().connection(timeout=2) as connection:
        connection.execute("SELECT 1")
