"""The folders that a build writes to."""

from __future__ import annotations

BUILD = "_build"

PREVIEW = f"{BUILD}/preview"
"""Folders of the site and of its preview, which never touches the site."""
