"""Ends Rasa once the service that started it is gone.

A service that was killed cannot stop its Rasa any more. Left alone, that Rasa would keep
the port and the old token, and the next service would find no dialogue model.
"""

from __future__ import annotations

import os
import threading
import time

# The process that started this one; unset where Rasa is started on its own.
STARTED_BY = "JIESU_SERVICE_PID"
_LOOK_EVERY = 0.5  # seconds


def install() -> None:
    """Watches over the service from now on, if one started this process."""
    service = os.environ.get(STARTED_BY)
    if service is not None:
        threading.Thread(target=_watch, args=(int(service),), name="end-with-service", daemon=True).start()


def _watch(service: int) -> None:
    # An orphan gets another parent.
    while os.getppid() == service:
        time.sleep(_LOOK_EVERY)
    # Nobody waits for the answers under way, and what was committed is committed.
    os._exit(0)
