"""Addresses: which may be followed, and what each is read as."""

from __future__ import annotations

import pytest

from publishing.policy.link import Kind, RefusedError, read

READ = [
    ("https://example.org/a?b=c#d", Kind.ELSEWHERE, "https://example.org/a?b=c#d"),
    ("HTTP://Example.org/", Kind.ELSEWHERE, "http://Example.org/"),
    ("//example.org/a", Kind.ELSEWHERE, "https://example.org/a"),
    (" https://example.org/ ", Kind.ELSEWHERE, "https://example.org/"),
    ("https://example.org/a b<c>", Kind.ELSEWHERE, "https://example.org/a%20b%3Cc%3E"),
    ("https://example.org/100%", Kind.ELSEWHERE, "https://example.org/100%25"),
    ("https://example.org:8080/", Kind.ELSEWHERE, "https://example.org:8080/"),
    ("http://[2001:db8::1]/", Kind.ELSEWHERE, "http://[2001:db8::1]/"),
    ("https://日本語.jp/", Kind.ELSEWHERE, "https://xn--wgv71a119e.jp/"),
    ("https://пример.рф/", Kind.ELSEWHERE, "https://xn--e1afmkfd.xn--p1ai/"),
    ("https://bücher.example/", Kind.ELSEWHERE, "https://xn--bcher-kva.example/"),
    ("https://ja.wikipedia.org/wiki/日本", Kind.ELSEWHERE, None),
    ("https://fa.wikipedia.org/wiki/می\u200cخواهم", Kind.ELSEWHERE, None),
    ("https://example.org/?next=javascript:x", Kind.ELSEWHERE, None),
    ("https://example.org/%E2%80%AE", Kind.ELSEWHERE, None),
    ("mailto:editors@example.org?subject=Hi", Kind.ELSEWHERE, None),
    ("tel:+4930123456", Kind.ELSEWHERE, None),
]


@pytest.mark.parametrize(("url", "kind", "written"), READ)
def test_an_address_elsewhere_is_written_encoded(url: str, kind: Kind, written: str) -> None:
    address = read(url, 2000)
    assert address.kind is kind
    assert address.url.isascii()
    assert written is None or address.url == written


INSIDE = [
    ("#why", Kind.FRAGMENT, "", "why"),
    ("#caf%C3%A9", Kind.FRAGMENT, "", "café"),
    ("../other/index.md#why", Kind.RELATIVE, "../other/index.md", "why"),
    ("with%20space.png", Kind.RELATIVE, "with space.png", ""),
    ("caf%C3%A9.png", Kind.RELATIVE, "café.png", ""),
    ("café.png", Kind.RELATIVE, "café.png", ""),
    ("100%25.png", Kind.RELATIVE, "100%.png", ""),
    ("/blog/tag/c%2B%2B/", Kind.SITE, "/blog/tag/c++/", ""),
    ("/posts/2026/x/?print=1#y", Kind.SITE, "/posts/2026/x/", "y"),
    ("", Kind.RELATIVE, "", ""),
    ("2026:review.md", Kind.RELATIVE, "2026:review.md", ""),
]


@pytest.mark.parametrize(("url", "kind", "path", "fragment"), INSIDE)
def test_an_address_inside_is_read_decoded(url: str, kind: Kind, path: str, fragment: str) -> None:
    address = read(url, 2000)
    assert (address.kind, address.path, address.fragment) == (kind, path, fragment)


REFUSED = [
    ("javascript:alert(1)", "link-scheme"),
    ("JaVaScRiPt:alert(1)", "link-scheme"),
    (" javascript:alert(1)", "link-scheme"),
    ("java\tscript:alert(1)", "link-character"),
    ("java\nscript:alert(1)", "link-character"),
    ("\x01javascript:alert(1)", "link-hidden"),
    ("javascript%3Aalert(1)", "link-scheme"),
    ("java%73cript:alert(1)", "link-scheme"),
    ("%6Aavascript%253Aalert(1)", "link-scheme"),
    ("vbscript:msgbox(1)", "link-scheme"),
    ("data:text/html,<script>", "link-scheme"),
    ("data:image/png;base64,AAAA", "link-scheme"),
    ("file:///etc/passwd", "link-scheme"),
    ("blob:https://example.org/1", "link-scheme"),
    ("view-source:https://example.org/", "link-scheme"),
    ("ftp://example.org/", "link-scheme"),
    ("C:/Users/a.png", "link-scheme"),
    ("https:example.org", "link-host"),
    ("https:///example.org", "link-host"),
    ("https://", "link-host"),
    ("///example.org", "link-host"),
    ("https://example.org:99999/", "link-host"),
    ("https://bank.example@evil.example/", "link-user"),
    ("https://bank.example:443@evil.example/", "link-user"),
    ("https://user@example.org/", "link-user"),
    (r"https:\\example.org", "link-character"),
    (r"/\example.org", "link-character"),
    (r"..\..\conf.py", "link-character"),
    ("https://example.org/\u202egnp.exe", "link-hidden"),
    ("https://exa\u200bmple.org/", "link-hidden"),
    ("https://exa\u00admple.org/", "link-hidden"),
    ("a\u2066b.md", "link-hidden"),
    ("a%E2%80%AEb.md", "link-hidden"),
    ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "link-lookalike"),
    ("https://xn--80ak6aa92e.com/", "link-lookalike"),
    ("https://p\u0430ypal.example/", "link-lookalike"),
    ("https://\u03bfk.example/", "link-lookalike"),
    ("mailto:ann@p\u0430ypal.example", "link-lookalike"),
    ("mailto:ann@example.org,bo@p%D0%B0ypal.example?subject=x", "link-lookalike"),
    ("https://\uff47oogle.example/", "link-lookalike"),
    ("https://example\u2024org/", "link-lookalike"),
    ("https://xn--\u00e9.example/", "link-lookalike"),
    ("https://ex%61mple.org/", "link-lookalike"),
    ("../%2e%2e/conf.py", "link-encoded"),
    ("..%2f..%2fconf.py", "link-encoded"),
    ("..%5c..%5cconf.py", "link-encoded"),
    ("%252e%252e/conf.py", "link-encoded"),
    ("a%00.png", "link-encoded"),
    ("/posts/%2e%2e/conf.py", "link-encoded"),
    ("%ff.png", "link-encoded"),
    ("https://example.org/" + "x" * 2000, "link-long"),
]


@pytest.mark.parametrize(("url", "code"), REFUSED)
def test_an_address_that_acts_or_poses_is_refused(url: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(url, 2000)
    assert refused.value.code == code
    assert refused.value.help


@pytest.mark.parametrize(
    ("url", "is_harm"),
    [
        ("ftp://example.org/a.txt", False),
        ("magnet:?xt=urn:btih:1", False),
        ("irc://example.org/", False),
        ("rsync://mirror.example.org/pub/x", False),
        ("list:1234", False),
        ("io::Error", False),
        ("inv:numpy#numpy.array", False),
        ("htps://example.org/", False),
        ("steam://run/1", False),
        ("https:example.org", False),
        ("http://", False),
        (r"images\a b.png", False),
        (r"..\a.png", True),
        (r"\\server\a.png", True),
        (r"a\..\b.png", True),
        ("vbscript:msgbox(1)", True),
        ("data:text/plain,x", True),
        ("file:///etc/hosts", True),
        ("blob:https://example.org/1", True),
        ("filesystem:https://example.org/1", True),
        ("view-source:https://example.org/", True),
        ("about:blank", True),
        ("search-ms:query=x", True),
        ("ftp%3A//example.org/", True),
        ("javascript:alert(1)", True),
        ("ms-word:ofe|u|https://e.example/", True),
        ("C:/a.png", True),
    ],
)
def test_what_no_browser_follows_does_no_harm(url: str, is_harm: bool) -> None:
    with pytest.raises(RefusedError) as refused:
        read(url, 2000)
    assert refused.value.is_harm is is_harm


def test_a_refusal_says_what_and_what_instead() -> None:
    with pytest.raises(RefusedError) as refused:
        read("javascript:alert(1)", 2000)
    assert refused.value.message == "a link may not begin with javascript:"
    assert refused.value.help == "write one that begins with https, http, mailto, tel"
