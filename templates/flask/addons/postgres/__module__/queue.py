"""The job queue: a table in PostgreSQL."""

from collections.abc import Callable

from .database import pool

# Skips the rows that other workers are holding.
NEXT = """
    SELECT id, text FROM jobs WHERE state = 'waiting'
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
"""


def put(text: str) -> str:
    insert = "INSERT INTO jobs (text) VALUES (%s) RETURNING id"
    with pool().connection() as connection:
        [id] = connection.execute(insert, [text]).fetchone()
    return str(id)


def look(id: str) -> dict | None:
    select = "SELECT state, result FROM jobs WHERE id::text = %s"
    with pool().connection() as connection:
        row = connection.execute(select, [id]).fetchone()
    return row and {"id": id, "state": row[0], "result": row[1]}


def work(do: Callable[[str], str]) -> str | None:
    """Runs the next job, if there is one, and returns its id.

    It all happens in one transaction: if this process is killed, the job is still waiting.
    """
    with pool().connection() as connection:
        row = connection.execute(NEXT).fetchone()
        if row is None:
            return None
        id, text = row
        try:
            state, result = "done", do(text)
        except Exception as error:
            state, result = "failed", str(error)
        update = "UPDATE jobs SET state = %s, result = %s WHERE id = %s"
        connection.execute(update, [state, result, id])
    return str(id)
