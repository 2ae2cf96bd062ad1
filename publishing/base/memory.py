"""Whether a failure comes of too little memory, which shows itself in many ways."""

from __future__ import annotations

import errno
from typing import Final

LEAST: Final = 256 * 1024 * 1024
"""Bytes of address space in which a small site is built with room to spare."""
ADVICE: Final = "there is not enough memory: give it 512 MB or more, and build with -j 1"


def lacks_memory(failure: BaseException) -> bool:
    """Return whether memory is what was missing.

    Where there is very little, Python fails as it happens: a module that cannot be mapped, a
    file that ends in the middle of a line. What fails there is not looked into.
    """
    cause: BaseException | None = failure
    while cause is not None:
        if isinstance(cause, MemoryError) or getattr(cause, "errno", None) == errno.ENOMEM:
            return True
        cause = cause.__cause__ or cause.__context__
    return _is_little()


def _is_little() -> bool:
    try:
        import resource
    except ImportError:  # not on Windows
        return False
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and limit < LEAST
