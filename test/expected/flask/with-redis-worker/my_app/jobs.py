"""The pages that put jobs in the queue, as an example."""

import re
from uuid import UUID

from flask import Blueprint, abort, request

from . import queue

blueprint = Blueprint("jobs", __name__)

# NUL characters and halves of surrogate pairs can't be stored.
UNFIT = re.compile(r"[\0\ud800-\udfff]")


@blueprint.post("/jobs")
def add():
    match request.get_json():
        case {"text": str(text)} if 0 < len(text) <= 1000 and not UNFIT.search(text):
            return {"id": queue.put(text)}, 202
    abort(400, "a job needs a text of at most 1000 characters")


@blueprint.get("/jobs/<uuid:id>")
def look(id: UUID):
    state = queue.look(str(id)) or abort(404)
    return {"id": str(id), "state": state}
