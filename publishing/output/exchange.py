"""One folder in the place of another, in one step where the system has such a step."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from publishing.output.tree import discard

_AT_FDCWD = -100  # fcntl.h: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS sys/stdio.h


def exchange(one: Path, other: Path) -> bool:
    """Let two existing paths change places in one atomic step.

    ``renameat2(2)`` on Linux, ``renamex_np(2)`` on macOS. False, and nothing done,
    where there is no such call or the file system refuses it, as overlayfs and
    some mounts do with EINVAL.
    """
    # Imported here because most builds change nothing and need not pay for it.
    import ctypes

    libc = ctypes.CDLL(None)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(libc.renamex_np(*names, ctypes.c_uint(_RENAME_SWAP)) == 0)
    if not hasattr(libc, "renameat2"):
        return False
    at, flag = ctypes.c_int(_AT_FDCWD), ctypes.c_uint(_RENAME_EXCHANGE)
    return bool(libc.renameat2(at, names[0], at, names[1], flag) == 0)


def put_in_place(tree: Path, live: Path) -> None:
    """Make a tree the live one; what was live, if anything, is then in its place.

    Without an atomic exchange it takes two renames. Between them there is no live
    tree, for microseconds; a process killed just there leaves the old one beside
    the tree, and :func:`recover` brings it back.
    """
    if not os.path.lexists(live):
        tree.rename(live)
    elif not exchange(tree, live):
        retired = _retired(tree)
        live.rename(retired)
        try:
            tree.rename(live)
        except OSError:
            retired.rename(live)
            raise
        retired.rename(tree)


def recover(tree: Path, live: Path) -> None:
    """Finish or take back what a killed :func:`put_in_place` had begun."""
    retired = _retired(tree)
    if not os.path.lexists(retired):
        return
    if os.path.lexists(live):
        discard(str(retired))
    else:
        retired.rename(live)


def _retired(tree: Path) -> Path:
    return tree.with_name(tree.name + ".retired")
