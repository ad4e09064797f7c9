"""PostgreSQL: one connection pool per process."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from select import select
from time import monotonic

from psycopg import Connection, OperationalError
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool

# Heroku's smallest plan allows 20 connections. During a deploy, the old and the new web dyno,
# with two gunicorn workers each, take 12 of them; the old and the new worker, 2, and 2 for
# their jobs; and the release, 1.
SIZE = 3

# Seconds for one answer. Heroku's router gives up after 30.
PATIENCE = 20


class Impatient(Connection):
    """A connection that ends when an answer takes too long.

    statement_timeout is for the server to keep. One that hangs keeps nothing.
    """

    patience: float = PATIENCE
    used_at = float("-inf")

    def wait(self, gen, *args, **options):
        return super().wait(self.watch(gen), *args, **options)

    def watch(self, gen):
        # psycopg resumes this when there is data, and ten times a second.
        end = monotonic() + self.patience
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if monotonic() > end:
                    self.close()
                    raise OperationalError("the database does not answer")
                wanted = gen.send(ready)
        except StopIteration as result:
            return result.value


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
def pool() -> ConnectionPool[Impatient]:
    """Returns this process's pool, created on first use, after the fork."""
    made = ConnectionPool(
        address(),
        connection_class=Impatient,
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
def connection(patience: float = PATIENCE) -> Iterator[Impatient]:
    """Gives a connection from the pool, in a transaction."""
    with pool().connection() as given:
        given.patience = patience
        yield given
        given.used_at = monotonic()


def is_alive(connection: Impatient) -> None:
    # Asking costs as much as a query. One that worked a second ago is fine, unless its
    # server has said something since, which is usually good-bye.
    is_fresh = monotonic() - connection.used_at < 1
    if is_fresh and not select([connection.fileno()], [], [], 0)[0]:
        return
    connection.patience = 2
    ConnectionPool.check_connection(connection)


def check() -> None:
    with connection(2) as database:
        database.execute("SELECT 1")
