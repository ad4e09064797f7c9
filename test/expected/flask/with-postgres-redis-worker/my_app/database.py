"""PostgreSQL: one connection pool per process."""

import atexit
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from select import select
from threading import Timer
from time import monotonic
from weakref import WeakKeyDictionary

from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

# Heroku's smallest plan allows 20 connections. During a deploy, the old and the new web dyno,
# with two gunicorn workers each, take 12 of them; the old and the new worker, 2, and 2 for
# their jobs; and the release, 1.
SIZE = 3

# When each connection was last used.
used_at: WeakKeyDictionary[Connection, float] = WeakKeyDictionary()

# Seconds until a connection in use is cut. Heroku's router gives up after 30.
PATIENCE = 20


def address(statement_timeout="15s") -> str:
    """Returns how to connect: with TLS, unless the database is on this machine."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise RuntimeError("DATABASE_URL is not set")
    given = conninfo_to_dict(url)
    host = str(given.get("host", ""))
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
        check=is_alive,
        open=True,
    )
    atexit.register(made.close)
    return made


@contextmanager
def connection(patience: float = PATIENCE) -> Iterator[Connection]:
    """Gives a connection from the pool, in a transaction."""
    with pool().connection() as given, limited(given, patience):
        yield given
        used_at[given] = monotonic()


@contextmanager
def limited(connection: Connection, patience: float) -> Iterator[None]:
    """Cuts a connection after so many seconds.

    statement_timeout is for the server to keep. One that hangs keeps nothing.
    """
    timer = Timer(patience, cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # so that it can't cut the connection's next use, or be there in a fork


def cut(connection: Connection) -> None:
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)


def is_alive(connection: Connection) -> None:
    # Asking costs as much as a query. One that worked a second ago is fine, unless its
    # server has said something since, which is usually good-bye.
    is_fresh = monotonic() - used_at.get(connection, float("-inf")) < 1
    if is_fresh and not select([connection.fileno()], [], [], 0)[0]:
        return
    with limited(connection, 2):
        ConnectionPool.check_connection(connection)


def check() -> None:
    with connection(2) as database:
        database.execute("SELECT 1")
