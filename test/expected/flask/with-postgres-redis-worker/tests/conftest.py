"""Gives each test run its own database, on the server in DATABASE_URL."""

import os
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from my_app import release
from my_app.database import address


@pytest.fixture(scope="session", autouse=True)
def database():
    server = address()
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = make_conninfo(server, dbname=name)
        release.main()
        yield
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
