"""The folders that a build writes to."""

from __future__ import annotations

import os
from pathlib import Path

from publishing.base.output import SiteError

BUILD = "_build"

PREVIEW = f"{BUILD}/preview"
"""Folders of the site and of its preview, which never touches the site."""

_OURS = ("", ".site", ".sphinx", "html")


def hold_writable(root: Path, folder: str) -> None:
    """Refuse a build folder that cannot be written, before anything is made for it.

    :param folder: :data:`BUILD` or :data:`PREVIEW`.
    :raises SiteError: naming what is in the way, and what to do.
    """
    for path in (root / folder / name for name in _OURS):
        if path.exists() and not (path.is_dir() and os.access(path, os.W_OK | os.X_OK)):
            what = "cannot be written by you" if path.is_dir() else "is no folder"
            where = path.relative_to(root).as_posix()
            raise SiteError(f"{where} {what}: remove {folder}, or build as the user who owns it")
