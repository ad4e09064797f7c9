"""The web app."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import jobs, pages, visits


def create_app() -> Flask:
    app = Flask(__name__)
    # What is running: the hash of the app's path in the Nix store, and Heroku's
    # release, which Heroku tells when the app has dyno metadata enabled.
    app.config["BUILD"] = os.environ.get("BUILD_ID", "dev")
    app.config["RELEASE"] = os.environ.get("HEROKU_RELEASE_VERSION")
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(visits.blueprint)
    app.register_blueprint(jobs.blueprint)
    # Heroku's router appends the address it was called from to X-Forwarded-For. Only
    # that last one is to be trusted: those before it are the client's own claims.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
    return app
