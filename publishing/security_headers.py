"""What a page tells the browser that it will never do, and the browser then forbids.

A post is cleaned before it is published (:mod:`publishing.policy`). This is the second wall:
whatever came through the first could still run no script, load nothing from elsewhere and
send nothing away (Content Security Policy, level 3).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from publishing.settings import Settings

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes(page: str) -> list[str]:
    """Return the hashes of the scripts that stand in a page of ours, as a policy names them."""
    return [
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE.findall(page)
    ]


def policy(settings: Settings, hashes: Iterable[str]) -> str:
    """Return the policy of a page whose own scripts have these hashes."""
    frames = " ".join(f"https://{host}" for host in settings.embed_hosts) or "'none'"
    rules = {
        "default-src": "'none'",
        # The search is WebAssembly, which runs only what this site serves.
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes]),
        "style-src": "'self'",
        "img-src": "'self'",
        "media-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": frames,
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers_file(content_policy: str) -> bytes:
    """Return `_headers`, which Netlify and Cloudflare Pages read.

    A policy in a page cannot say who may frame it; a header can.
    """
    everywhere = {
        "Content-Security-Policy": f"{content_policy}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    lines = ["/*", *(f"  {name}: {value}" for name, value in everywhere.items())]
    lines += ["/_static/site-*", "  Cache-Control: public, max-age=31536000, immutable"]
    return "".join(f"{line}\n" for line in lines).encode()
