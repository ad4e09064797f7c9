"""Jobs that do what their text says, and tell the proof when they start and end."""

import os
import signal
import time


def run(id: str, text: str) -> None:
    what, seconds = text.split()
    tell(id, "starts")
    time.sleep(float(seconds))
    if what == "fail":
        raise RuntimeError("on purpose")
    if what == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    tell(id, "ends")


def tell(id: str, what: str) -> None:
    os.write(1, f"EFFECT {id} {what} {time.time():.2f}\n".encode())
