"""A counter in Redis, as an example: replace it with your own pages."""

from flask import Blueprint

from .store import store

blueprint = Blueprint("visits", __name__)


@blueprint.get("/visits")
def visits():
    return {"visits": int(store().get("visits") or 0)}


@blueprint.post("/visits")
def visit():
    return {"visits": store().incr("visits")}
