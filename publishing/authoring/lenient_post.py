"""A post's file read for review: with its body, and even if its front matter is refused."""

from __future__ import annotations

from pathlib import Path

from publishing.conf.settings import Settings
from publishing.frontmatter.post import read_partly
from publishing.library.folder import file_of
from publishing.model.post import Post


def lenient_post(root: Path, path: str, settings: Settings) -> Post | None:
    """Return the post at *path*, with its body, or nothing if there is no text to read."""
    try:
        data = file_of(root, path).read_bytes()
    except OSError:
        return None
    return read_partly(path, data, settings)[0]
