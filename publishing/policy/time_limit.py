"""How long a post may keep the machine busy.

Bounds keep the work small for everything that we know of. What is left are readers of code:
a lexer's regular expressions may take minutes over a few lines that someone wrote for them.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeLimitError(BaseException):  # like KeyboardInterrupt: no error of the code
    """The time is up. No ``except Exception`` on the way may take it for its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Give the block *seconds* of processor time, so that a busy machine changes nothing.

    Without effect outside a process's main thread, and where there are no such timers.

    :raises OutOfPatience: from wherever the block is when the time is up.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "SIGVTALRM"
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _ring)
    # Again each second: a block that outlives the first ring must not go on for ever.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TimeLimitError
