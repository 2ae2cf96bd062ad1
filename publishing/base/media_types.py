"""The media types of files, by their names alone."""

from __future__ import annotations

from mimetypes import MimeTypes
from typing import Final

from publishing.model.feed_files import FEED_FILES


def kind_of(path: str) -> str:
    """Return the media type of a file, by its name alone: machines differ in their tables."""
    name = path.rpartition("/")[2]
    suffix = name[name.rfind(".") :].lower()
    known = (
        _KINDS.get(name) or _KINDS.get(suffix) or _TABLE.guess_type(f"a{suffix}", strict=False)[0]
    )
    kind = known or "application/octet-stream"
    has_charset = kind.startswith("text/") or kind.endswith(
        ("/javascript", "/json", "/xml", "+xml")
    )
    return f"{kind}; charset=utf-8" if has_charset else kind


def is_text(kind: str) -> bool:
    """Return whether files of a media type are texts, which compress well."""
    return "charset" in kind or kind.endswith("+json")


_TABLE: Final = MimeTypes()

_KINDS: Final = {
    "_headers": "text/plain",
    **dict(FEED_FILES.values()),
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
"""What Python's own table has not, or not in every version, by name or ending."""
