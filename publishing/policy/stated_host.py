"""Tells a link whose text is an address of another place than it leads to.

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


def deception(text: str, url: str, site_url: str = "") -> str:
    """Return what is wrong with a link if *text* says another host or mailbox, or nothing.

    :param url: as it is written: whole, or into this site from its root.
    """
    said = _said(text)
    if not said:
        return ""
    led = _led(url, site_url)
    is_bare = _is_bare(text)
    if not led or _is_same(said, led, is_strict=not is_bare):
        return ""
    if is_bare and "@" not in said and _is_shown_there(said, led, url):
        return ""
    return f"a link says {said} and leads to {led}"


def _is_shown_there(said: str, led: str, url: str) -> bool:
    """Whether a link leads to the code, the slides or the copy of the site that it names.

    Old posts link the word "docs.cloud.gov" to the code of that site, and that is honest. On any
    other host the name proves nothing: whoever owns it can call a page as they like.
    """
    if said == "pic.twitter.com" and led == "t.co":  # as Twitter itself wrote its links
        return True
    labels = [label for label in said.split(".")[:-1] if len(label) > 2 and label != "www"]
    return f".{led}".endswith(_HOSTS_OF_MANY) and any(label in url.lower() for label in labels)


_HOSTS_OF_MANY = (
    *(".github.com", ".gitlab.com", ".bitbucket.org", ".codeberg.org", ".sr.ht"),
    *(".speakerdeck.com", ".slideshare.net", ".web.archive.org"),
)
"""Hosts whose pages are known not to be those of the site that they are about."""


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
        return in_unicode(said) == in_unicode(led) or ("@" not in said and _is_below(led, said))
    one, other = (in_unicode(host).removeprefix("www.").rstrip(".") for host in (said, led))
    # "example.org" may well be a link to a page of docs.example.org.
    return one == other or (not is_strict and (_is_below(one, other) or _is_below(other, one)))


def _is_below(host: str, parent: str) -> bool:
    return host.endswith((f".{parent}", f"@{parent}"))
