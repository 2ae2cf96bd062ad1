"""Reads an address as a browser would, and refuses the ones that deceive or act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from markdown_it.common.normalize_url import normalizeLink

from publishing.model.filename import composed
from publishing.model.invisible_characters import controls, hidden
from publishing.policy import rules as policy
from publishing.policy.host import imitation, in_unicode


class Kind(Enum):
    """Where an address leads."""

    ELSEWHERE = "another site, a mailbox or a telephone"
    FRAGMENT = "a place on the same page"
    SITE = "an address from the root of this site"
    RELATIVE = "an address from the file that names it"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be followed.

    :ivar url: what is written for an address elsewhere, percent-encoded.
    :ivar path: the decoded path of an address in this site, composed.
    :ivar query: its query, with its question mark, as written.
    :ivar fragment: its decoded fragment, without the number sign, composed.
    """

    kind: Kind
    url: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""


class RefusedError(Exception):
    """What is no address of a post: the rule's code, what was found, and what to write.

    :ivar is_harm: whether it would act, deceive or reach out, and not just lead nowhere.
    """

    def __init__(self, code: str, message: str, help: str, *, is_harm: bool = True) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.is_harm = is_harm


def read(url: str, longest: int) -> Address:
    """Read *url*, as a post's Markdown or HTML gives it, with entities decoded.

    :param longest: characters that it may have.
    :raises RefusedError: if its scheme, its host or a character in it is not allowed.
    """
    url = url.strip(" \t\n\r\f")
    if len(url) > longest:
        found = f"an address of {len(url):,} characters; it may have {longest:,}"
        raise RefusedError("link-long", found, "link to a page with a shorter address")
    _hold_characters(url)
    scheme = _SCHEME.match(url) or _SCHEME.match(unquote(unquote(url)))
    if scheme:
        return _elsewhere(url, scheme[1].lower())
    if url.startswith("//"):
        return _elsewhere("https:" + url, "https")
    if url.startswith("#"):
        return Address(Kind.FRAGMENT, fragment=_decoded(url[1:]))
    path, query, fragment = _split(url)
    kind = Kind.SITE if path.startswith("/") else Kind.RELATIVE
    return Address(kind, path=_decoded_path(path), query=query, fragment=_decoded(fragment))


_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def _hold_characters(url: str) -> None:
    for found in (*controls(url), *hidden(url)):
        raise RefusedError(
            "link-hidden", f"an address holds {found.name}", "type the address again, without it"
        )
    if "\\" in url or "\t" in url or "\n" in url or "\r" in url:
        what, help = "an address holds a backslash or a line break", "write / between names"
        is_slip = _OF_WINDOWS.fullmatch(url) is not None
        raise RefusedError("link-character", what, help, is_harm=not is_slip)


# A file below the post's folder, as Windows names it.
_OF_WINDOWS = re.compile(r"(?!\.)[\w .-]+(?:\\(?!\.)[\w .-]+)+")


def _elsewhere(url: str, scheme: str) -> Address:
    if scheme not in policy.SCHEMES or not url.lower().startswith(scheme + ":"):
        allowed = ", ".join(policy.SCHEMES)
        raise RefusedError(
            "link-scheme",
            f"a link may not begin with {scheme}:",
            f"write one that begins with {allowed}",
            is_harm=bool(_ACTING.fullmatch(scheme)) or not url.lower().startswith(scheme + ":"),
        )
    if scheme in {"http", "https"}:
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or not _AUTHORITY.match(url):
            what, help = "an address without a host", f"write {scheme}://host/"
            raise RefusedError("link-host", what, help, is_harm=False)
        if parts.username is not None or "@" in parts.netloc:
            raise RefusedError(
                "link-user", "an address with a user name before its host", "write it without"
            )
        hold_host(host)
    if scheme == "mailto":
        for box in unquote(url[len("mailto:") :].partition("?")[0]).split(","):
            hold_host(box.rpartition("@")[2].strip())
    url = scheme + url[len(scheme) :]
    return Address(Kind.ELSEWHERE, url=url if _PLAIN.fullmatch(url) else normalizeLink(url))


# What needs no encoding: by far the most addresses, and encoding is slow.
_PLAIN = re.compile(r"[a-z]+:(?:[A-Za-z0-9!#$&'()*+,./:;=?@_~-]|%[0-9A-Fa-f]{2})*")


# Schemes that run something, or that show what is not on the web: of the machine, of the page.
# One letter is a drive of Windows. All others are slips, or of old posts.
_ACTING = re.compile(
    r"[a-z]|(?:java|j|vb|live|ecma)script|mocha|data|file|filesystem|blob|about|view-source|jar"
    r"|mhtml|cid|resource|chrome(?:-\w+)?|moz-\w+|ms-[\w.-]+|search-ms|shell|res|mk|hcp|intent"
)
_AUTHORITY = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def hold_host(host: str) -> None:
    """Refuse a host that is written to look like another.

    :raises RefusedError: naming the label.
    """
    if label := imitation(host):
        raise RefusedError(
            "link-lookalike",
            f"the host {host!r} mixes or imitates letters ({label!r})",
            "write the host in the letters of one script, or link to another address",
        )


def on_site(url: str, site_url: str) -> str | None:
    """Return what a whole address of this site is from its root, or nothing if it is another's.

    With or without encryption and ``www.`` it is this site: what readers are led to is the same.
    """
    if not site_url:
        return None
    there, here = urlsplit(url), urlsplit(site_url)
    if there.scheme not in {"http", "https"} or _position(there) != _position(here):
        return None
    path = there.path or "/"
    if f"{path}/" == here.path:
        path = here.path
    if not path.startswith(here.path):
        return None
    return urlunsplit(("", "", "/" + path.removeprefix(here.path).lstrip("/"), *there[3:]))


def _position(parts: SplitResult) -> tuple[str, int | None]:
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = in_unicode(parts.hostname or "").removeprefix("www.")
    return host, None if parts.port in {None, usual} else parts.port


def _split(url: str) -> tuple[str, str, str]:
    rest, _, fragment = url.partition("#")
    path, mark, query = rest.partition("?")
    return path, mark + query, fragment


def _decoded(text: str) -> str:
    decoded = composed(unquote(text, errors="replace"))
    _hold_characters(decoded)
    return decoded


def _decoded_path(path: str) -> str:
    decoded = composed(unquote(path, errors="replace"))
    if _ENCODED.search(path) or _TWICE.search(decoded) or "�" in decoded:
        raise RefusedError(
            "link-encoded",
            f"a path with encoded dots, slashes or marks: {path}",
            "write the path as it is: ../name/",
        )
    _hold_characters(decoded)
    return decoded


# %2E %2F %5C %00: names that change the path when they are decoded, or decoded twice.
_ENCODED = re.compile(r"%(2e|2f|5c|00)", re.IGNORECASE)
_TWICE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
