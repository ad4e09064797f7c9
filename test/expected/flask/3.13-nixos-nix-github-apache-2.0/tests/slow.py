"""The app plus one slow page, for test_process.py."""

import time

from flask import current_app

from my_app import create_app as create_plain_app


def create_app():
    app = create_plain_app()

    @app.get("/slow")
    def slow():
        current_app.logger.warning("slow page begun")
        time.sleep(1)
        return "slow page done"

    return app
