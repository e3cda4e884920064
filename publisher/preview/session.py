"""A process of the preview stands in a session of its own, and goes with who started it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading


def begin() -> None:
    """Lead a session, and end it, with all that was started here, when the parent is gone.

    Ctrl-C in the terminal is the server's, and whatever a build starts can be ended together with
    it. Where a sandbox refuses a session, the process stays in its parent's and works all the same.
    """
    with contextlib.suppress(OSError):
        os.setsid()
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if os.getpgrp() == os.getpid():  # else the group is that of who started the server
            os.killpg(0, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
