"""Addresses that a post states: elsewhere on the web, and its own old ones on this site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from publishing.frontmatter.characters import Use, flaw
from publishing.model.filename import composed, unwritable
from publishing.model.problem import shown
from publishing.policy.host import imitation


class AddressRefused(ValueError):  # noqa: N818
    """An address that a post cannot state.

    :ivar found: what was found.
    :ivar mend: the address to write instead, if one can be guessed.
    :ivar help: what to do, if there is none.
    :ivar is_idle: whether it does no harm where it stands, and just has no effect.
    """

    def __init__(
        self, found: str, *, mend: str = "", help: str = "", is_idle: bool = False
    ) -> None:
        super().__init__(found)
        self.found, self.mend, self.help, self.is_idle = found, mend, help, is_idle


def web_address(text: str) -> str:
    """Check a whole http or https address, and return it.

    :raises AddressRefused: if it is anything else, or hides where it leads.
    """
    if hidden := flaw(text, Use.ADDRESS):
        raise AddressRefused(f"the address holds {hidden}", help=_ANEW)
    if bad := _UNSAFE.search(text):
        host, _, path = text.partition("://")[2].partition("/")
        encoded = quote(path, safe="/?#&=%:@!$'()*+,;~")
        mend = text[: -len(path)] + encoded if path and not _UNSAFE.search(host) else ""
        raise AddressRefused(f"an address cannot hold '{bad[0]}'", mend=mend, help=_ANEW)
    parts = _parts(text)
    if parts.scheme.lower() not in {"http", "https"}:
        if _DOMAIN.match(text):
            found = f"{shown(text)} does not start with https://"
            raise AddressRefused(found, mend=f"https://{text.removeprefix('//')}")
        found = f"{shown(text)} is not an http or https address"
        raise AddressRefused(found, help="write the whole address: https://…")
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        raise AddressRefused(f"{shown(text)} names no host", help="write https://host/path")
    if label := imitation(parts.hostname):
        found = f"the host {shown(parts.hostname)} mixes or imitates letters ({shown(label)})"
        raise AddressRefused(found, help="write the host in the letters of one script")
    if "@" in parts.netloc:
        mend = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        raise AddressRefused(f"{shown(text)} holds a user's name", mend=mend)
    return text


def old_address(text: str) -> str:
    """Return an old address on this site, relative to the site: ``a/b/`` or ``a/b.html``.

    :raises AddressRefused: if it could lead out of the site, or hides where it leads.
    """
    if hidden := flaw(text, Use.ADDRESS):
        raise AddressRefused(f"the address holds {hidden}", help=_ANEW)
    parts = _parts(text)
    if parts.scheme or parts.netloc:
        found = f"{shown(text)} is not an address on this site"
        mend = parts.path if parts.netloc and parts.path.strip("/") else ""
        raise AddressRefused(found, mend=mend, help="write it from the root of the site: /old/")
    if "?" in text or "#" in text:
        found = f"{shown(text)} has a '?' or '#': a redirect is a page, and this has no effect"
        mend = parts.path if parts.path.strip("/") else ""
        raise AddressRefused(found, mend=mend, help="remove it", is_idle=True)
    if _TRICK.search(text):
        found = f"{shown(text)} writes a dot, a slash or a sign in code"
        raise AddressRefused(found, help="write the address in plain characters")
    path = composed(unquote(text, errors="replace"))
    if path != text and (hidden := flaw(path, Use.ADDRESS)):
        raise AddressRefused(f"the address holds {hidden}", help=_ANEW)
    if found := _unsafe(path):
        raise AddressRefused(f"{shown(text)} {found}", help=_PLAIN)
    if found := next(filter(None, map(unwritable, _parts_of(path))), ""):
        raise AddressRefused(f"{shown(text)}: {found}", help=_BY_HOST)
    path = path.removeprefix("/").removesuffix("/")
    if path == "index.html":
        path = ""
    path = path.removesuffix("/index.html")
    if not path:
        raise AddressRefused(f"{shown(text)} is the front page", help="remove it")
    return path if path.endswith((".html", ".htm")) else f"{path}/"


def _parts_of(path: str) -> list[str]:
    return path.strip("/").split("/") if path.strip("/") else []


def _unsafe(path: str) -> str:
    segments = path.removeprefix("/").removesuffix("/").split("/")
    if path.strip("/") and "" in segments:
        return "has an empty part between two slashes"
    if any(set(segment.strip()) <= {"."} for segment in segments if segment):
        return "leads up: '.' and '..' are no parts of an address"
    if _UNSAFE.search(path.replace(" ", "")):
        return "has a character that no address has"
    if len(segments) > DEEPEST:
        return f"has {len(segments)} parts; at most {DEEPEST} are written"
    return ""


def _parts(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise AddressRefused(f"{shown(text)} is not an address", help=_ANEW) from None
    return parts


DEEPEST: Final = 20
"""Parts of an old address, each of which becomes a folder."""

_PLAIN: Final = "write it as /old/address/"
_BY_HOST: Final = "such a file cannot be written everywhere: let the host redirect it"
_ANEW: Final = "type the address anew"
_UNSAFE: Final = re.compile(r'[ <>"{}|^`\\]')
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f:.]+")
_DOMAIN: Final = re.compile(r"(?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", re.IGNORECASE)
_TRICK: Final = re.compile(
    r"%(?:2e|2f|5c|25|3f|23|[01][0-9a-f]|7f)|%(?![0-9a-f]{2})", re.IGNORECASE
)
