"""Answers for a tree of static pages as a host of such pages does, and as nothing else would.

An address that ends with a slash is its folder's `index.html`; one without it that should have
it is sent there; what is missing is `404.html`. No folder is listed, and nothing is read that
is not a plain file of the tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from publishing.base.media_types import kind_of
from publishing.model import permalinks
from publishing.output.manifest import is_path


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a request.

    :ivar kind: the media type of the body.
    :ivar location: where to look instead, if anywhere.
    """

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    location: str | None = None


class Host:
    """A tree that is served at a path.

    :param base: the path of the site's address, such as ``/`` or ``/blog/``.
    :param nothing: the page to show where the tree has no `404.html`, or there is no tree.
    """

    def __init__(self, tree: Path, base: str, nothing: bytes = b"") -> None:
        self._tree = tree
        self._base = base
        self._nothing = nothing

    def answer(self, target: str) -> Answer:
        """Answer a request for *target*, the path and query of its first line."""
        asked, _, query = target.partition("?")
        try:
            path = unquote_to_bytes(asked).decode()
        except UnicodeDecodeError:
            return self._missing()
        if path in {"/", self._base.rstrip("/")} and path != self._base:
            return _elsewhere(self._base, query)
        if not path.startswith(self._base):
            return self._missing()
        where = path.removeprefix(self._base)
        if where and not is_path(where.removesuffix("/")):
            return self._missing()
        body = self._read(permalinks.file_of(where))
        if body is not None:
            return Answer(HTTPStatus.OK, body, kind_of(permalinks.file_of(where)))
        is_page = where and not where.endswith("/")
        if is_page and self._read(permalinks.file_of(f"{where}/")) is not None:
            return _elsewhere(f"{path}/", query)
        return self._missing()

    def _missing(self) -> Answer:
        body = self._read(permalinks.NOT_FOUND)
        return Answer(
            HTTPStatus.NOT_FOUND,
            self._nothing if body is None else body,
            kind_of(permalinks.NOT_FOUND),
        )

    def _read(self, path: str) -> bytes | None:
        file = self._tree / path
        try:
            # A link would be another hand's: the site has none.
            if file.resolve(strict=True) != self._tree.resolve() / path or not file.is_file():
                return None
            return file.read_bytes()
        except (OSError, ValueError):
            return None


def _elsewhere(path: str, query: str) -> Answer:
    location = quote(path) + (f"?{query}" if query else "")
    return Answer(HTTPStatus.FOUND, location=location)
