"""PostgreSQL: one pool of connections for each process."""

import atexit
import os
from functools import cache

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

# Heroku's smallest plan allows 20 connections: two gunicorn workers take 8 of them,
# which leaves room for a worker, a release and the ones that a deploy replaces.
SIZE = 4


def address(statement_timeout="15s") -> str:
    """How to reach the database: with TLS, unless it is on this machine."""
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
    """The pool of this process; made when it is first asked for, after the fork."""
    made = ConnectionPool(
        address(),
        min_size=1,
        max_size=SIZE,
        timeout=5,
        # After an outage, a few seconds and not minutes between two attempts.
        reconnect_timeout=2,
        # A connection that the server closed is replaced before anybody gets it.
        check=ConnectionPool.check_connection,
        open=True,
    )
    atexit.register(made.close)
    return made


def check() -> None:
    with pool().connection(timeout=2) as connection:
        connection.execute("SELECT 1")
