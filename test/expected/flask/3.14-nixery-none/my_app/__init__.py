"""The web app."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import pages


def create_app() -> Flask:
    app = Flask(__name__)
    # For /version: the hash of the app's path in the Nix store, and the release, which
    # Heroku sets if dyno metadata is enabled for the app.
    app.config["BUILD"] = os.environ.get("BUILD_ID", "dev")
    app.config["RELEASE"] = os.environ.get("HEROKU_RELEASE_VERSION")
    app.register_blueprint(pages.blueprint)
    # Heroku's router adds the client's address at the end of X-Forwarded-For. Only
    # trust that last one: the client can send anything before it.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
    return app
