"""What a page tells the browser that it will never do, and the browser then forbids.

A post is cleaned before it is published (:mod:`publishing.policy.rules`). This is the second wall:
whatever came through the first could still run no script, load nothing from elsewhere and
send nothing away (Content Security Policy, level 3).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from publishing.conf.settings import Settings

FILE: Final = "_headers"
"""Netlify and Cloudflare Pages read it; :mod:`publishing.output.nginx` tells nginx what it says."""

_BY_OURS: Final = "'strict-dynamic'"
"""Lets the scripts that are named by their hash load others, as the search does, and lets no
element of a page load any. Hosts need no list: with ``'self'``, one that sends no
``X-Content-Type-Options`` would have a text or a table beside a post run as a script. Beside
this word, browsers overlook hosts and ``'self'``."""
_LOADED = re.compile(r'<script[^>]* integrity="(sha256-[\w+/=]+)"')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def integrity(data: bytes) -> str:
    """Return the hash of a file, as an element states what it expects to load (SRI)."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"


def script_hash(script: str | bytes) -> str:
    """Return the hash of a script, as a policy names it."""
    return f"'{integrity(script.encode() if isinstance(script, str) else script)}'"


def script_hashes(page: str) -> tuple[str, ...]:
    """Return the hashes of the scripts that stand in a page of ours, and of those it loads."""
    loaded = (f"'{stated}'" for stated in _LOADED.findall(page))
    return (*map(script_hash, _INLINE.findall(page)), *loaded)


def in_page(settings: Settings, hashes: Iterable[str]) -> str:
    """Return the policy that a page states itself, wherever it is served.

    :param hashes: of the scripts and data that stand in the page, and of the scripts that it
        loads, which it names with their `integrity`.

    What may be shown (`img-src`, `style-src`, `media-src`) is left to the header. The Nu HTML
    Checker takes every relative address for one that these forbid, even with ``img-src *``,
    and no picture of another site gets into a post in the first place.
    """
    return _written(_acting(settings, (_BY_OURS, *hashes)))


def in_header(settings: Settings, hashes: Iterable[str]) -> str:
    """Return the policy that a server states for every page: nothing but what is listed."""
    return _for_all(settings, (_BY_OURS, *hashes))


def in_header_of_strangers(settings: Settings) -> str:
    """Return the policy for pages of which not even the scripts are ours."""
    return _for_all(settings, ("'self'", "'unsafe-inline'"))


def _for_all(settings: Settings, scripts: Iterable[str]) -> str:
    shown = dict.fromkeys(("img-src", "media-src", "style-src"), "'self'")
    rules = {"default-src": "'none'", **_acting(settings, scripts), **shown}
    return _written({**rules, "frame-ancestors": "'none'"})


def _acting(settings: Settings, scripts: Iterable[str]) -> dict[str, str]:
    """Return the rules for what runs, sends and embeds."""
    return {
        # The search is WebAssembly.
        "script-src": " ".join(["'wasm-unsafe-eval'", *scripts]),
        "script-src-attr": "'none'",
        "style-src-attr": "'none'",
        "connect-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "frame-src": " ".join(f"https://{host}" for host in settings.embed_hosts) or "'none'",
        "object-src": "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }


def _written(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers_file(content_policy: str, more: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return `_headers`: the headers of all files, and of those that never change.

    :param more: headers of all files that only some publications or previews send.
    """
    everywhere = {
        "Content-Security-Policy": content_policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        **more,
    }
    lines = ["/*", *(f"  {name}: {value}" for name, value in everywhere.items())]
    lines += ["/_static/site-*", "  Cache-Control: public, max-age=31536000, immutable"]
    return "".join(f"{line}\n" for line in lines).encode()
