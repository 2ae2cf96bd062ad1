"""Warns of a link whose text is an address of another place than it leads to.

Whoever reads ``https://bank.example`` takes that for the place. So the text is read as a reader
sees it: without what is invisible, with the signs that look like those of an address taken for
them, and a host in its own script and in ``xn--`` for one.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from publishing.model.invisible_characters import HIDDEN
from publishing.policy.host import in_unicode
from publishing.render.context import PostContext


def hold_link(text: str, url: str, line: int | None, context: PostContext) -> None:
    """Warn if *text* says another host or mailbox than *url* leads to.

    :param url: as it is written: whole, or into this site from its root.
    """
    said = _said(text)
    if not said:
        return
    led = _led(url, context.site_url)
    is_bare = _is_bare(text)
    if is_bare and "@" not in said and _is_named(said, url):
        return
    if led and not _is_same(said, led, is_strict=not is_bare):
        message = f"a link says {said} and leads to {led}"
        context.warn(line, "link-deceives", message, "let its text say where it leads")


def _is_named(said: str, url: str) -> bool:
    """Whether an address has the name of a host that is the name of a project as well.

    Old posts link the word "docs.cloud.gov" to the code of that site, and that is honest.
    """
    if said == "pic.twitter.com":  # as Twitter itself wrote what it led through t.co
        return True
    labels = said.split(".")[:-1]
    return any(len(label) > 2 and label != "www" and label in url.lower() for label in labels)


def _seen(text: str) -> str:
    """Return a text as it is seen, in the signs of an address."""
    return unicodedata.normalize("NFKC", HIDDEN.sub("", text)).translate(_SIGNS).strip()


_SIGNS = str.maketrans({"\u2044": "/", "\u2215": "/", "\u29f8": "/", "\ua789": ":", "\u2236": ":"})
_HOST = r"[^\s/?#:@\\<>\"'()\[\],;|]+"
_STATED = re.compile(
    rf"(?:(?:https?|ftps?|sftp|wss?)://|//(?=\w))(?P<host>{_HOST})|(?P<www>www\.{_HOST})",
    re.IGNORECASE,
)
_MAILBOX = re.compile(rf"(?:mailto:)?[\w.+-]+@(?P<host>{_HOST}\.\w{{2,}})", re.IGNORECASE)
_HANDLE = re.compile(rf"@[\w.-]+@(?P<host>{_HOST}\.\w{{2,}})")
_BARE = re.compile(
    r"(?P<host>(?:[\w-]+\.)+(?:com|org|net|gov|edu|mil|int|info|biz|example|test|xn--[\w-]+"
    r"|app|bank|blog|cloud|page|shop|site|online|store|tech|web|[^\W\d_a-z]{2,}"
    r"|at|au|be|br|ca|ch|cn|cz|de|dk|es|eu|fi|fr|gr|hu|ie|il|in|it|jp|kr|mx|nl|no|nz|pt|ro|ru|se"
    r"|sk|tr|tw|ua|uk|us|za))(?::\d+)?(?:/\S*)?",
    re.IGNORECASE,
)
"""A host alone. Names of files end like some countries: `setup.py`, `README.md`, `main.rs`."""


def _said(text: str) -> str:
    """Return the host or the mailbox that a text says first, or nothing."""
    seen = _seen(text)
    if found := _STATED.match(seen):
        return (found["host"] or found["www"]).lower()
    if found := _HANDLE.fullmatch(seen):
        return found["host"].lower()
    if _MAILBOX.fullmatch(seen):
        return seen.lower().removeprefix("mailto:")
    found = _BARE.fullmatch(seen)
    return found["host"].lower() if found else ""


def _is_bare(text: str) -> bool:
    return not _STATED.match(_seen(text))


def _led(url: str, site_url: str) -> str:
    """Return the host or the mailbox that an address leads to, or nothing if it says none."""
    if url.startswith("/") and not url.startswith("//"):
        url = site_url
    try:
        parts = urlsplit(url)
        if parts.scheme == "mailto":
            return unquote(parts.path).lower()
        return parts.hostname or ""
    except ValueError:
        return ""


def _is_same(said: str, led: str, *, is_strict: bool) -> bool:
    if "@" in said or "@" in led:
        # The mailbox of a host that is named: "example.org" and ann@example.org.
        return in_unicode(said) == in_unicode(led) or ("@" not in said and _ends(led, said))
    one, other = (in_unicode(host).removeprefix("www.").rstrip(".") for host in (said, led))
    # "example.org" may well be a link to a page of docs.example.org.
    return one == other or (not is_strict and (_ends(one, other) or _ends(other, one)))


def _ends(host: str, parent: str) -> bool:
    return host.endswith((f".{parent}", f"@{parent}"))
