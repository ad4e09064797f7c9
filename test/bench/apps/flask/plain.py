"""A plain Flask app with the pages of the generated one: what `npm run bench:apps` compares that one with."""

import os

from flask import Flask, render_template

app = Flask(__name__, template_folder=os.environ["PAGES"])


@app.get("/")
def index():
    return render_template("index.html", title="My App")


@app.get("/healthz")
def healthz():
    return {"status": "ok"}


if "DATABASE_URL" in os.environ:
    from psycopg_pool import ConnectionPool

    pools = []

    def pool():
        # Made on first use, after the fork.
        if not pools:
            url = os.environ["DATABASE_URL"]
            pools.append(ConnectionPool(url, min_size=1, max_size=3, open=True))
        return pools[0]

    @app.get("/notes")
    def notes():
        with pool().connection() as database:
            select = "SELECT id, text FROM notes ORDER BY id DESC LIMIT 20"
            rows = database.execute(select)
            return [{"id": id, "text": text} for id, text in rows]


if "REDIS_URL" in os.environ:
    from redis import BlockingConnectionPool, Redis

    connections = BlockingConnectionPool.from_url(os.environ["REDIS_URL"], max_connections=4)
    store = Redis(connection_pool=connections)

    @app.get("/visits")
    def visits():
        return {"visits": int(store.get("visits") or 0)}
