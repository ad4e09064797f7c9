"""What the worker does: replace this with your own.

A job may run twice, for instance if its worker was killed. It must be idempotent.
"""

import logging


def run(id: str, text: str) -> None:
    logging.info("counted words", extra={"job": id, "words": len(text.split())})
