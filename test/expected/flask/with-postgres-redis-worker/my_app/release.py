"""Applies new migrations, in the order of their names.

Heroku runs this as bin/release before each release, and stops the release if it fails.
"""

import sys
import time
from hashlib import sha256
from pathlib import Path

import psycopg

from .database import address

FOLDER = Path(__file__).parent.parent / "migrations"

# Makes two releases at once take turns. Any number works, as long as it never changes.
TURN = 20_260_101

# The running app waits behind a migration that waits for a lock. So give up soon, and try
# again after these seconds.
LOCK_TIMEOUT = "5s"
PAUSES = [1, 2, 4, 8, 16, 30, 30]

TABLE = """
    CREATE TABLE IF NOT EXISTS migrations
      (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
    ALTER TABLE migrations ADD COLUMN IF NOT EXISTS sha256 text
"""
RECORD = """
    INSERT INTO migrations (name, sha256) VALUES (%s, %s)
    ON CONFLICT (name) DO UPDATE SET sha256 = EXCLUDED.sha256
"""


def main() -> None:
    with psycopg.connect(address(statement_timeout="0"), autocommit=True) as database:
        # Asks again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY.
        turn = "SELECT pg_try_advisory_lock(%s)"
        while not database.execute(turn, [TURN]).fetchone()[0]:
            time.sleep(0.5)
        database.execute(TABLE)
        applied = dict(database.execute("SELECT name, sha256 FROM migrations"))
        new = 0
        for file in sorted(FOLDER.glob("*.sql")):
            text = file.read_text(encoding="utf-8")  # with \n at the end of each line
            hash = sha256(text.encode()).hexdigest()
            if file.name not in applied:
                apply(database, file.name, text, hash)
                new += 1
            elif applied[file.name] is None:
                database.execute(RECORD, [file.name, hash])
            elif applied[file.name] != hash:
                sys.exit(
                    f"{file.name} was applied, and has changed since. Undo that, "
                    "and put the change into a new file."
                )
        print(f"{new} applied, {len(applied)} were there already", flush=True)


def apply(database: psycopg.Connection, name: str, text: str, hash: str) -> None:
    print(f"applying {name}", flush=True)
    for pause in [*PAUSES, None]:
        try:
            if text.startswith("-- no transaction\n"):
                # One statement, such as CREATE INDEX CONCURRENTLY, which holds up no one.
                database.execute("SET lock_timeout = 0")
                database.execute(text)
                database.execute(RECORD, [name, hash])
            else:
                database.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
                with database.transaction():
                    database.execute(text)
                    database.execute(RECORD, [name, hash])
            return
        except psycopg.errors.LockNotAvailable as error:
            if pause is None:
                sys.exit(f"{name} was not applied: {error}")
            print(f"{name} waits for a lock; next try in {pause} s", flush=True)
            time.sleep(pause)
        except psycopg.Error as error:
            sys.exit(f"{name} was not applied: {error}")


if __name__ == "__main__":
    try:
        main()
    except (psycopg.Error, RuntimeError) as error:
        sys.exit(f"The database cannot be migrated: {error}")
