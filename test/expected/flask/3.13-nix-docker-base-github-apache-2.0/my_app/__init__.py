"""The web app."""

import os
import secrets

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from . import errors, pages
from .logs import RequestID
from .security import Secure, Sessions


def create_app() -> Flask:
    app = Flask(__name__)
    # For /version: the hash of the app's path in the Nix store, and the release, which
    # Heroku sets if dyno metadata is enabled for the app.
    app.config["BUILD"] = os.environ.get("BUILD_ID", "dev")
    app.config["RELEASE"] = os.environ.get("HEROKU_RELEASE_VERSION")
    # Signs sessions. A key that is made here ends them at each restart.
    app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY") or secrets.token_hex()
    app.session_interface = Sessions()
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    # A dyno has 512 MB. Larger requests get a 413.
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.register_error_handler(HTTPException, errors.describe)
    app.register_blueprint(pages.blueprint)
    # Heroku's router adds the client's address at the end of X-Forwarded-For. Only
    # trust that last one: the client can send anything before it.
    app.wsgi_app = RequestID(ProxyFix(Secure(app.wsgi_app), x_for=1, x_proto=1))
    return app
