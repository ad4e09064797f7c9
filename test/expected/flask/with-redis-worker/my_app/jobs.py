"""Jobs for the worker, as an example: replace them with your own."""

from flask import Blueprint, abort, request

from . import queue

blueprint = Blueprint("jobs", __name__)


def do(text: str) -> str:
    """Runs in the worker process. A job may run twice, so it must be idempotent."""
    return f"{len(text.split())} words"


@blueprint.post("/jobs")
def add():
    match request.get_json():
        case {"text": str(text)} if 0 < len(text) <= 1000:
            return {"id": queue.put(text)}, 202
    abort(400, "a job needs a text of at most 1000 characters")


@blueprint.get("/jobs/<id>")
def look(id):
    return queue.look(id) or abort(404)
