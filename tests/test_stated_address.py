from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.frontmatter.stated_permalinks import AddressRefused, old_address, web_address

LOST = "a space or dot at its beginning or end is lost on some systems"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/a/b.html?c=d&e#f",
        "HTTPS://Example.org:8080/%20",
        "https://münchen.example/ä/日本",
        "https://localhost/",
        "https://[2001:db8::1]/a",
    ],
)
def test_a_whole_address_is_kept_as_it_is(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    ("text", "found", "mend"),
    [
        ("www.example.org/a", "'www.example.org/a' does not start with https://", "https://www.example.org/a"),
        ("//example.org/a", "'//example.org/a' does not start with https://", "https://example.org/a"),
        ("/a", "'/a' is not an http or https address", ""),
        ("javascript:alert(1)", "'javascript:alert(1)' is not an http or https address", ""),
        ("java\tscript:alert(1)", "the address holds U+0009 (tab)", ""),
        ("data:text/html,x", "'data:text/html,x' is not an http or https address", ""),
        ("ftp://example.org/", "'ftp://example.org/' is not an http or https address", ""),
        ("https:example.org", "'https:example.org' names no host", ""),
        ("https:///a", "'https:///a' names no host", ""),
        ("https://?a", "'https://?a' names no host", ""),
        ("https://a.b@example.org/", "'https://a.b@example.org/' holds a user's name", "https://example.org/"),
        ("https://example.org/a b", "an address cannot hold ' '", "https://example.org/a%20b"),
        ("https://exam ple.org/a", "an address cannot hold ' '", ""),
        ("https://evil.org\\@example.org/", "an address cannot hold '\\'", ""),
        ('https://example.org/"><script>', "an address cannot hold '\"'", "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org:99999/", "'https://example.org:99999/' is not an address", ""),
        ("https://[::1/", "'https://[::1/' is not an address", ""),
        ("https://exa%6dple.org/", "'https://exa%6dple.org/' names no host", ""),
        ("https://example.org/\u202ea", "the address holds U+202E (right-to-left override)", ""),
        ("https://exam\u200bple.org/", "the address holds U+200B (zero width space)", ""),
    ],
)  # fmt: skip
def test_any_other_address_is_refused(text: str, found: str, mend: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        web_address(text)
    assert (refused.value.found, refused.value.mend) == (found, mend)
    assert refused.value.mend or refused.value.help
    if mend:
        assert web_address(mend) == mend


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/old/path/", "old/path/"),
        ("/old/path", "old/path/"),
        ("old/path", "old/path/"),
        ("/2015/05/21/TockingTime/", "2015/05/21/TockingTime/"),
        ("/old/path/index.html", "old/path/"),
        ("/old/path.html", "old/path.html"),
        ("/old.htm", "old.htm"),
        ("/?p=1", None),
        ("/a%20b/caf%C3%A9/", "a b/café/"),
        ("/日本/", "日本/"),
        ("/c++/", "c++/"),
        ("/a.b/d...e/", "a.b/d...e/"),
        ("/rock'n'roll/a(b)/x=1;y,z/", "rock'n'roll/a(b)/x=1;y,z/"),
        ("/cafe%CC%81/", "café/"),
        ("/cafe\u0301/", "café/"),
        ("/consul/aux-a/nul_/", "consul/aux-a/nul_/"),
        ("/" + "a/" * 20, "a/" * 20),
    ],
)
def test_an_old_address_is_one_on_this_site(text: str, address: str | None) -> None:
    if address is None:
        with pytest.raises(AddressRefused):
            old_address(text)
    else:
        assert old_address(text) == address
        assert old_address(f"/{address}") == address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://example.org/a", "'https://example.org/a' is not an address on this site"),
        ("//example.org/a", "'//example.org/a' is not an address on this site"),
        ("javascript:alert(1)", "'javascript:alert(1)' is not an address on this site"),
        ("../a", "'../a' leads up: '.' and '..' are no parts of an address"),
        ("/a/../../b", "'/a/../../b' leads up: '.' and '..' are no parts of an address"),
        ("/a/./b", "'/a/./b' leads up: '.' and '..' are no parts of an address"),
        ("/a/.../b", "'/a/.../b' leads up: '.' and '..' are no parts of an address"),
        ("/a/.. /b", "'/a/.. /b' leads up: '.' and '..' are no parts of an address"),
        ("/a/%2e%2E/b", "'/a/%2e%2E/b' writes a dot, a slash or a sign in code"),
        ("/a%2fb", "'/a%2fb' writes a dot, a slash or a sign in code"),
        ("/a%5cb", "'/a%5cb' writes a dot, a slash or a sign in code"),
        ("/a%252e/b", "'/a%252e/b' writes a dot, a slash or a sign in code"),
        ("/a%00b", "'/a%00b' writes a dot, a slash or a sign in code"),
        ("/a%zzb", "'/a%zzb' writes a dot, a slash or a sign in code"),
        ("/a%3Fb", "'/a%3Fb' writes a dot, a slash or a sign in code"),
        ("/a%E2%80%AEb", "the address holds U+202E (right-to-left override)"),
        ("/a%C2%9Bb", "the address holds U+009B (a control character)"),
        ("/a\u200bb", "the address holds U+200B (zero width space)"),
        ("/a//b", "'/a//b' has an empty part between two slashes"),
        ("/a\\b", "'/a\\b' has a character that no address has"),
        ("/<b>/", "'/<b>/' has a character that no address has"),
        ("/%3Cb%3E/", "'/%3Cb%3E/' has a character that no address has"),
        ('/a"b/', "'/a\"b/' has a character that no address has"),
        ("/a?b", "'/a?b' has a '?' or '#': a redirect is a page, and this has no effect"),
        ("/a#b", "'/a#b' has a '?' or '#': a redirect is a page, and this has no effect"),
        ("/", "'/' is the front page"),
        ("index.html", "'index.html' is the front page"),
        ("/a /b", f"'/a /b': {LOST}"),
        ("/a/%20b/", f"'/a/%20b/': {LOST}"),
        ("/a./", f"'/a./': {LOST}"),
        ("/a/..c/b/", f"'/a/..c/b/': {LOST}"),
        ("/tag:2015/", "'/tag:2015/': ':' cannot stand in the name of a file"),
        ("/a*/", "'/a*/': '*' cannot stand in the name of a file"),
        ("/%ff%fe/", "'/%ff%fe/': '�' cannot stand in the name of a file"),
        ("/CON/", "'/CON/': 'CON' is a device on Windows"),
        ("/a/aux.html", "'/a/aux.html': 'aux.html' is a device on Windows"),
        ("/lpt1.old/a/", "'/lpt1.old/a/': 'lpt1.old' is a device on Windows"),
        ("/nul%20.html", "'/nul%20.html': 'nul .html' is a device on Windows"),
        ("/" + "a" * 151, f"'/{'a' * 58}…': 151 characters; the longest is 150"),
        ("/" + "日" * 81, f"'/{'日' * 58}…': 243 bytes; the longest is 240"),
        ("/" + "a/" * 21, f"'/{'a/' * 21}' has 21 parts; at most 20 are written"),
    ],
)
def test_an_old_address_that_could_lead_elsewhere_is_refused(text: str, found: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        old_address(text)
    assert refused.value.found == found
    assert refused.value.mend or refused.value.help


@given(st.text("/.%2eEfF5c\\ab:?#\u202e é", max_size=24))
def test_no_old_address_leads_out_of_the_site(text: str) -> None:
    try:
        address = old_address(text)
    except AddressRefused:
        return
    assert not address.startswith("/")
    assert address.endswith(("/", ".html", ".htm"))
    assert not {"", ".", ".."} & set(address.removesuffix("/").split("/"))
    assert "\\" not in address
    assert "%" not in address
