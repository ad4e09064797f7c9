"""The pages; start here."""

from flask import Blueprint, current_app, render_template

TITLE = "My app"

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def index():
    return render_template("index.html", title=TITLE)


@blueprint.get("/healthz")
def healthz():
    return {"status": "ok"}


@blueprint.get("/version")
def version():
    config = current_app.config
    return {"build": config["BUILD"], "release": config["RELEASE"]}
