"""Each layer of safety holds alone: what the others would have stopped before is given to it."""

from __future__ import annotations

import pytest

from publishing.assets.svg import cleaned
from publishing.output.nginx import nginx_conf
from publishing.policy.rules import names
from publishing.policy.sanitiser import clean

ACTING_ATTRIBUTES = names("""
    accesskey autofocus contenteditable form formaction hidden is nonce onclick onload ping popover
    slot srcdoc style target
    """)
ACTING_ELEMENTS = names("""
    applet base button dialog embed form frame frameset iframe link meta object portal script
    select style template textarea
    """)
HOSTS = frozenset({"player.example"})


def same(_tag: str, _attribute: str, url: str) -> str:
    return url


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<a href="//e.example/">x</a>', "<a>x</a>"),
        ('<a href="///e.example/">x</a>', "<a>x</a>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="ftp://e.example/">x</a>', "<a>x</a>"),
        ('<img src="//e.example/a.png" alt="x">', '<img alt="x">'),
        ('<img src="https://e.example/a.png" alt="x">', '<img alt="x">'),
        ('<img src="/a.png" srcset="//e.example/b.png 2x" alt="x">', '<img src="/a.png" alt="x">'),
        ('<video poster="//e.example/a.png"></video>', "<video></video>"),
        ('<blockquote cite="//e.example/">x</blockquote>', "<blockquote>x</blockquote>"),
        ('<a href="/posts/x/">x</a>', '<a href="/posts/x/">x</a>'),
        ('<a href="https://e.example/">x</a>', '<a href="https://e.example/">x</a>'),
    ],
)
def test_the_sanitiser_alone_keeps_no_address_that_reaches_out(html: str, kept: str) -> None:
    assert clean(html, rewrite=same) == kept


@pytest.mark.parametrize(
    "name",
    sorted(ACTING_ATTRIBUTES),
)
def test_the_sanitiser_alone_keeps_no_attribute_that_acts(name: str) -> None:
    for tag in ("p", "a", "img", "video", "td", "details", "div", "input", "svg", "iframe"):
        found = clean(f'<{tag} {name}="x">', rewrite=same, embed_hosts=HOSTS)
        assert f" {name}" not in found, found


@pytest.mark.parametrize(
    "tag",
    sorted(ACTING_ELEMENTS),
)
def test_the_sanitiser_alone_keeps_no_element_that_acts(tag: str) -> None:
    assert f"<{tag}" not in clean(f"x<{tag}>y</{tag}>", rewrite=same)


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (
            '<bdo dir="rtl"><a href="https://e.example/">moc.live</a></bdo>',
            '<bdo><a href="https://e.example/">moc.live</a></bdo>',
        ),
        (
            '<a href="https://e.example/">x <i><bdo dir="RTL">moc.live</bdo></i></a>',
            '<a href="https://e.example/">x <i><bdo>moc.live</bdo></i></a>',
        ),
        ('<code><bdo dir="rtl">/ fr- mr</bdo></code>', "<code><bdo>/ fr- mr</bdo></code>"),
        ('<bdo dir="auto"><pre>/ fr- mr</pre></bdo>', "<bdo><pre>/ fr- mr</pre></bdo>"),
        (
            '<bdo dir="rtl">a</bdo> <bdo dir="rtl">c <bdo dir="rtl"><kbd>d</kbd></bdo></bdo>',
            '<bdo dir="rtl">a</bdo> <bdo>c <bdo><kbd>d</kbd></bdo></bdo>',
        ),
        ('<bdo dir="ltr"><a href="/x/">x</a></bdo>', '<bdo dir="ltr"><a href="/x/">x</a></bdo>'),
    ],
)
def test_the_sanitiser_alone_turns_no_link_and_no_code(html: str, kept: str) -> None:
    assert clean(html, rewrite=same) == kept


@pytest.mark.parametrize(
    "src",
    [
        "https://e.example/1",
        "//player.example/1",
        "http://player.example/1",
        "https://player.example.e.example/1",
        "https://player.example:8443/1",
        "https://a@player.example/1",
        "https://e.example/#https://player.example/",
        "/posts/x/",
        "javascript:alert(1)",
    ],
)
def test_the_sanitiser_alone_keeps_no_frame_of_another_host(src: str) -> None:
    assert "src" not in clean(f'<iframe src="{src}"></iframe>', rewrite=same, embed_hosts=HOSTS)
    assert clean(f'<iframe src="{src}"></iframe>', rewrite=same) == ""


def test_the_sanitiser_alone_keeps_a_frame_of_a_host_that_is_named() -> None:
    frame = '<iframe src="https://player.example/1"></iframe>'
    assert clean(frame, rewrite=same, embed_hosts=HOSTS) == frame


@pytest.mark.parametrize(
    "style",
    [
        "fill:url(//e.example/a.svg#b)",
        "fill:url('//e.example/a.svg#b')",
        "fill: URL(https://e.example/)",
        "mask:url(data:image/svg+xml,x)",
        "fill:image-set('//e.example/a.png' 1x)",
        "stroke:u\\72l(//e.example/)",
        "filter:url(/**///e.example/)",
    ],
)
@pytest.mark.parametrize("way", ['<rect style="{}"/>', "<style>rect{{{}}}</style><rect/>"])
def test_no_style_of_an_svg_reaches_out(style: str, way: str) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    found = cleaned(f"{head}{way.format(style)}</svg>".encode()).data.decode()
    assert found in {f"{head}<rect/></svg>", f"{head}<style></style><rect/></svg>"}


def test_a_quotation_mark_in_a_header_ends_no_word_of_nginx() -> None:
    headers = '/*\n  X-Test: a "b" \\c; return 200\n'
    assert 'add_header X-Test "a \\"b\\" \\\\c; return 200" always;\n' in nginx_conf(headers, "")
