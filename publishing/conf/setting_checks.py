"""What the settings of this publication may be, and what is said of a value that may not be."""

from __future__ import annotations

import re
from dataclasses import fields
from difflib import get_close_matches
from reprlib import Repr
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publishing.model.feed_files import FEED_FILES


class RefusedValue(Exception):  # noqa: N818 - it is the value that is wrong
    """A value that cannot be used: what it is, and what to write."""


def shown(value: object) -> str:
    """Return a value as a message shows it, which is short."""
    return _SHORT.repr(value)


def checked(name: str, value: Any) -> Any:
    """Return the value of a setting as the machine uses it.

    :raises RefusedValue: it cannot be used.
    """
    if name in {"posts_per_page", "feed_length"}:
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000:
            return int(value)
        raise RefusedValue(f"is {shown(value)}", "write a number from 1 to 1000")
    if name == "social_cards":
        if isinstance(value, bool):
            return value
        raise RefusedValue(f"is {shown(value)}", "write True or False")
    if name == "embed_hosts":
        if isinstance(value, list | tuple | set) and all(_is_host(host) for host in value):
            return tuple(sorted(value) if isinstance(value, set) else value)
        raise RefusedValue(f"is {shown(value)}", 'write a list of hosts: ["example.org"]')
    if name == "feed_formats":
        return _checked_formats(value)
    if name == "bounds":
        return _checked_bounds(value)
    if name == "site_zone" and isinstance(value, ZoneInfo):
        return value
    if name == "copyright" and isinstance(value, list | tuple):  # as Sphinx allows
        return ", ".join(checked(name, holder) for holder in value)
    if not isinstance(value, str):
        raise RefusedValue(f"is {shown(value)}", "write a text in quotes")
    if name == "site_zone":
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            mend = 'write a zone such as "Europe/Paris"'
            raise RefusedValue(f"is {shown(value)}", mend) from None
    return _checked_text(name, value.strip())


def _checked_formats(value: Any) -> tuple[str, ...]:
    known = ", ".join(f'"{name}"' for name in FEED_FILES)
    if not isinstance(value, list | tuple) or not value:
        raise RefusedValue(f"is {shown(value)}", f"write a list of some of {known}")
    for name in value:
        if not isinstance(name, str) or name not in FEED_FILES:
            raise RefusedValue(f"names {shown(name)}", f"use some of {known}")
    return tuple(dict.fromkeys(value))


def _checked_bounds(value: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(value, dict):
        mend = 'write names and numbers: {"file_bytes": 2_000_000}'
        raise RefusedValue(f"is {shown(value)}", mend)
    if not value:
        return ()
    # Loads the Markdown parser, which a publication with the usual bounds need not wait for.
    from publishing.model.file_limits import Bounds
    from publishing.policy.limits import BodyBounds

    known = {field.name for bounds in (Bounds, BodyBounds) for field in fields(bounds)}
    for bound, number in value.items():
        if bound not in known:
            near = get_close_matches(str(bound), known, 1) or sorted(known)
            raise RefusedValue(f"names {shown(bound)}", f"use one of: {', '.join(near)}")
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise RefusedValue(f"says {bound} is {shown(number)}", "write a number above nothing")
    return tuple(sorted(value.items()))


def _checked_text(name: str, value: str) -> str:
    mend = ""
    if name == "site_url" and not _is_web_address(value):
        mend = EXAMPLES[name]
    elif name in {"licence_url", "source_url"} and value and not _is_web_address(value):
        mend = "write an http(s) address, or nothing"
    elif name == "site_id" and not _SITE_ID.fullmatch(value):
        mend = EXAMPLES[name]
    elif name == "language" and not _LANGUAGE.fullmatch(value):
        mend = 'write a language tag such as "en" or "pt-BR"'
    elif name == "project" and not value:
        mend = EXAMPLES[name]
    if mend:
        raise RefusedValue(f"is {shown(value)}", mend)
    if name == "site_url":
        return value.rstrip("/") + "/"
    return value.rstrip("/") if name == "source_url" else value


EXAMPLES: Final = {
    "project": "write the name of the publication",
    "site_url": 'write an address such as "https://example.org/blog/"',
    "site_id": 'write a domain of yours and a day: "example.org,2026"',
}
_SHORT: Final = Repr()
_SHORT.maxstring = _SHORT.maxother = 100
# RFC 4151, section 2.1: taggingEntity = authorityName "," date
_SITE_ID = re.compile(r"[A-Za-z0-9.@_-]+,\d{4}(-\d{2}(-\d{2})?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def _is_host(value: object) -> bool:
    return isinstance(value, str) and bool(_HOST.fullmatch(value))


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and not (parts.query or parts.fragment or parts.username or parts.password)
        and value.isprintable()
        and not set(value) & set(" \"'<>\\")
    )
