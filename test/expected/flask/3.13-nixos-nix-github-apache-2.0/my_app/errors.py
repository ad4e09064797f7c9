"""Errors as JSON, except for browsers."""

from flask import json, request
from werkzeug.exceptions import HTTPException


def describe(error: HTTPException):
    response = error.get_response()
    if "text/html" not in request.accept_mimetypes.values():
        response.data = json.dumps({"error": error.description})
        response.content_type = "application/json"
    return response
