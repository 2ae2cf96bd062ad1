"""The policy that pages and servers state: every rule of it, and nothing beside."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

from publishing.pages.security_headers import (
    headers_file,
    in_header,
    in_header_of_strangers,
    in_page,
    integrity,
    script_hash,
    script_hashes,
)
from tests.library_of import SETTINGS

EMBEDDING = replace(SETTINGS, embed_hosts=("video.example", "maps.example"))


def rules(policy: str) -> dict[str, str]:
    pairs = [rule.partition(" ")[::2] for rule in policy.split("; ")]
    found = dict(pairs)
    assert len(found) == len(pairs)
    return found


ACTING = {
    "script-src": "'wasm-unsafe-eval' 'strict-dynamic' 'sha256-a' 'sha256-b'",
    "script-src-attr": "'none'",
    "style-src-attr": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
HASHES = ("'sha256-a'", "'sha256-b'")


def test_a_page_forbids_what_acts() -> None:
    assert rules(in_page(SETTINGS, HASHES)) == ACTING


def test_a_server_forbids_everything_else_too_and_to_be_framed() -> None:
    assert rules(in_header(SETTINGS, HASHES)) == {
        "default-src": "'none'",
        **ACTING,
        "img-src": "'self'",
        "media-src": "'self'",
        "style-src": "'self'",
        "frame-ancestors": "'none'",
    }


def test_a_page_may_frame_the_hosts_that_the_settings_name_and_no_other() -> None:
    for policy in (in_page(EMBEDDING, ()), in_header(EMBEDDING, ())):
        assert rules(policy)["frame-src"] == "https://video.example https://maps.example"
        assert rules(policy)["script-src"] == "'wasm-unsafe-eval' 'strict-dynamic'"


def test_pages_of_strangers_run_what_they_hold_and_reach_no_further() -> None:
    policy = rules(in_header_of_strangers(SETTINGS))
    assert policy.pop("script-src") == "'wasm-unsafe-eval' 'self' 'unsafe-inline'"
    ours = rules(in_header(SETTINGS, ()))
    assert policy == {name: value for name, value in ours.items() if name != "script-src"}


def test_scripts_are_known_by_their_hash() -> None:
    digest = b64encode(sha256("é()".encode()).digest()).decode()
    assert integrity("é()".encode()) == f"sha256-{digest}"
    assert script_hash("é()") == script_hash("é()".encode()) == f"'sha256-{digest}'"
    page = (
        "<script>é()</script>\n<script defer src='a.js'></script>\n"
        '<script defer src="b.js" integrity="sha256-b+/="></script>\n'
        '<script type="application/ld+json">{}</script>'
    )
    assert script_hashes(page) == (f"'sha256-{digest}'", "'sha256-b+/='")


HEADERS = """\
/*
  Content-Security-Policy: default-src 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: strict-origin-when-cross-origin
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  X-Robots-Tag: noindex
/_static/site-*
  Cache-Control: public, max-age=31536000, immutable
"""


def test_the_headers_of_every_file_are_exactly_these() -> None:
    made = headers_file("default-src 'none'", {"X-Robots-Tag": "noindex"}).decode()
    assert made == HEADERS
    without = HEADERS.replace("  X-Robots-Tag: noindex\n", "")
    assert headers_file("default-src 'none'").decode() == without
