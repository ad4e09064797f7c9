"""HTTPS, sessions, and headers that tell browsers to be careful."""

from flask.sessions import SecureCookieSessionInterface
from werkzeug.utils import redirect
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_current_url

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HEADERS_HTTPS = HEADERS | {"Strict-Transport-Security": "max-age=31536000"}


class Secure:
    """Wraps the app. Flask's own hooks, before and after a request, take much longer."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        is_https = environ["wsgi.url_scheme"] == "https"
        headers = HEADERS_HTTPS if is_https else HEADERS

        def start(status, given, exc_info=None):
            known = {name.title() for name, _ in given}
            added = [each for each in headers.items() if each[0] not in known]
            return start_response(status, given + added, exc_info)

        # Heroku's router says how the client came. Without that header, the request is
        # from this machine.
        is_routed = "HTTP_X_FORWARDED_PROTO" in environ
        if is_https or not is_routed or environ["PATH_INFO"] == "/healthz":
            return self.app(environ, start)
        return only_https(environ)(environ, start)


def only_https(environ) -> Response:
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return redirect(get_current_url(environ).replace("http:", "https:", 1), 308)
    return Response('{"error": "use https"}', 403, mimetype="application/json")


class Sessions(SecureCookieSessionInterface):
    def open_session(self, app, request):
        # Without a cookie there is nothing to verify. Flask would make a signer first.
        if "HTTP_COOKIE" not in request.environ:
            return self.session_class()
        return super().open_session(app, request)
