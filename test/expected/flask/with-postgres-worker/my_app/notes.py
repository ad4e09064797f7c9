"""Notes in the database, as an example: replace them with your own pages."""

import re

from flask import Blueprint, abort, request

from .database import connection

blueprint = Blueprint("notes", __name__)

# NUL characters and halves of surrogate pairs can't be stored.
UNFIT = re.compile(r"[\0\ud800-\udfff]")


@blueprint.get("/notes")
def newest():
    select = "SELECT id, text FROM notes ORDER BY id DESC LIMIT 20"
    with connection() as database:
        rows = database.execute(select)
        return [{"id": id, "text": text} for id, text in rows]


@blueprint.post("/notes")
def add():
    match request.get_json():
        case {"text": str(text)} if 0 < len(text) <= 1000 and not UNFIT.search(text):
            insert = "INSERT INTO notes (text) VALUES (%s) RETURNING id"
            with connection() as database:
                [id] = database.execute(insert, [text]).fetchone()
            return {"id": id, "text": text}, 201
    abort(400, "a note needs a text of at most 1000 characters")
