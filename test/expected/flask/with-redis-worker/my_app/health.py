"""Checks whether the services that the app uses answer."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from . import store

TIMEOUT = 3  # seconds

checks = {
    "redis": store.check,
}

# One thread for each service: if one hangs, the other checks still finish.
threads = {name: ThreadPoolExecutor(1) for name in checks}


def silent() -> list[str]:
    """Returns the services that don't answer, and logs why."""
    answers = {name: threads[name].submit(check) for name, check in checks.items()}
    return [name for name, answer in answers.items() if fails(name, answer)]


def fails(name: str, answer: Future) -> bool:
    try:
        answer.result(TIMEOUT)
    except Exception as error:
        answer.cancel()
        why = str(error) or type(error).__name__
        logging.warning("%s does not answer: %s", name, why)
        return True
    return False
