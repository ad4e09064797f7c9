"""HTTPS, and headers that tell browsers to be careful."""

from flask import Flask, Response, abort, redirect, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def secure(app: Flask) -> None:
    @app.before_request
    def only_https():
        # Heroku's router says how the client came. Without that header, the request is
        # from this machine.
        is_routed = "X-Forwarded-Proto" in request.headers
        if request.is_secure or not is_routed or request.path == "/healthz":
            return None
        if request.method not in ("GET", "HEAD"):
            abort(403, "use https")
        return redirect(request.url.replace("http:", "https:", 1), 308)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
