"""Applies new migrations, in the order of their names.

Heroku runs this as bin/release before each release, and stops the release if it fails.
"""

import sys
from pathlib import Path

import psycopg

from .database import address

FOLDER = Path(__file__).parent.parent / "migrations"

# Makes two releases at once take turns. Any number works, as long as it never changes.
LOCK = 20_260_101


def main() -> None:
    with psycopg.connect(address(statement_timeout="0"), autocommit=True) as database:
        database.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        database.execute(
            "CREATE TABLE IF NOT EXISTS migrations "
            "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        applied = {name for (name,) in database.execute("SELECT name FROM migrations")}
        new = [f for f in sorted(FOLDER.glob("*.sql")) if f.name not in applied]
        for file in new:
            apply(database, file)
        print(f"{len(new)} applied, {len(applied)} were there already", flush=True)


def apply(database: psycopg.Connection, file: Path) -> None:
    print(f"applying {file.name}", flush=True)
    try:
        with database.transaction():
            database.execute(file.read_bytes())
            database.execute("INSERT INTO migrations (name) VALUES (%s)", [file.name])
    except psycopg.Error as error:
        sys.exit(f"{file.name} was not applied: {error}")


if __name__ == "__main__":
    try:
        main()
    except (psycopg.Error, RuntimeError) as error:
        sys.exit(f"The database cannot be migrated: {error}")
