"""The finished HTML: what raw HTML of a post becomes, and that nothing leaves the article."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from publishing.policy.rules import names
from publishing.policy.sanitiser import anchor, clean
from tests.publication import PROJECT
from tests.rendering import FIRST_LINE, Renderer


def same(_tag: str, _attribute: str, url: str) -> str:
    return url


STAYS = [
    "<kbd>Ctrl</kbd>",
    "H<sub>2</sub>O and x<sup>2</sup>",
    '<abbr title="HyperText">HTML</abbr>',
    "<mark>a</mark> <ins>b</ins> <del>c</del> <s>d</s> <small>e</small> <u>f</u>",
    "<q>a</q> <cite>b</cite> <dfn>c</dfn> <var>d</var> <samp>e</samp>",
    '<time datetime="2026-05-01">May Day</time>',
    '<bdo dir="rtl">abc</bdo> <span lang="fr">bonjour</span>',
    "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
    "a<br>b<wbr>c",
]


@pytest.mark.parametrize("html", STAYS)
def test_harmless_html_stays_as_it_is(renderer: Renderer, html: str) -> None:
    proof = renderer.render(f"Before {html} after.")
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.html == f"<p>Before {html} after.</p>\n"


BLOCKS = [
    ("<details>\n<summary>More</summary>\n\nSome *text*.\n\n</details>", "//details/p/em"),
    ("<details open>\n<summary>More</summary>\nText.\n</details>", "//details[@open]/summary"),
    ("<details>\n<summary>More</summary>\n\n## Heading\n\nText.\n\n</details>", "//details/h3"),
    ("<table>\n<tr><th scope='row'>a<td colspan='2'>b\n</table>", "//th/../td[@colspan=2]"),
    ("<table>\n<tr><td>a<td>b\n<tr><td>c\n</table>", "//tr[2]/td"),
    ("<ul>\n<li>a\n<li>b\n</ul>", "//ul/li[2]"),
    ("<dl><dt>a<dd>b</dl>", "//dl/dd"),
    ("<figure>\n<img src='chart.png'>\n<figcaption>c</figcaption>\n</figure>", "//figure/img"),
    ("<figure>\n\n![A chart](chart.png)\n\n</figure>", "//figure//img[@alt='A chart']"),
    ("<div align='center'>\n\n*a*\n\n</div>", "//div[@class='text-center']/p/em"),
    ("<p style='text-align: right'>a</p>", "//p[@class='text-right']"),
    ("<blockquote cite='https://example.org/'>\n\na\n\n</blockquote>", "//blockquote[@cite]/p"),
    ("<h1>a</h1>", "//h2"),
    ("<picture><source srcset='chart.png 2x'><img src='chart.png'></picture>", "//source[@srcset]"),
    ("<video src='chart.png' poster='chart.png'></video>", "//video[@controls][@preload='none']"),
    ("<a name='old'></a>\n\n[x](#old)", "//a[@id='old']"),
    ("<pre><code>a &lt; b</code></pre>", "//pre/code[.='a < b']"),
    ("<ol reversed start='3'><li value='2'>a</li></ol>", "//ol[@reversed and @start=3]/li"),
    ("> <kbd>a</kbd>\n\n- <kbd>b</kbd>", "//ul//kbd"),
]


@pytest.mark.parametrize(("body", "path"), BLOCKS)
def test_harmless_blocks_stay_where_they_are(renderer: Renderer, body: str, path: str) -> None:
    proof = renderer.render(body + "\n\nThe end.")
    assert proof.errors == []
    assert len(proof.find(path)) == 1, proof.html
    assert proof.html.rstrip().endswith("<p>The end.</p>")


REMOVED = [
    ("a <script>alert(1)</script> b", "<script>", "<p>a  b</p>\n"),
    ("<script>\nalert(1)\n</script>", "<script>", ""),
    ("<style>body { display: none }</style>", "<style>", ""),
    ("a <svg onload=alert(1)><path/></svg> b", "<svg>", None),
    ("a <math><mtext><img src=x onerror=alert(1)></mtext></math> b", "<math>", None),
    ("<form action='https://e.example/'>\n<input name=a><button>Go</button>", "<form>", None),
    ("<iframe src='https://e.example/'></iframe>", "<iframe>", ""),
    ("<object data='chart.png'>a</object>", "<object>", None),
    ("<embed src='chart.png'>", "<embed>", ""),
    ("<base href='https://e.example/'>", "<base>", ""),
    ("<meta http-equiv='refresh' content='0;url=https://e.example/'>", "<meta>", ""),
    ("<link rel='stylesheet' href='https://e.example/x.css'>", "<link>", ""),
    ("<template><img src=x onerror=alert(1)></template>", "<template>", ""),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<noscript>", None),
    ("<textarea><img src=x onerror=alert(1)></textarea>", "<textarea>", ""),
    ("<xmp><img src=x onerror=alert(1)></xmp>", "<xmp>", ""),
    ("<plaintext>\na", "<plaintext>", None),
    ("<select><option>a</select>", "<select>", ""),
    ("<dialog open>a</dialog>", "<dialog>", None),
    ("<marquee onstart=alert(1)>a</marquee>", "<marquee>", None),
    ("<body onload=alert(1)>a", "<body>", None),
    ("<applet code=x></applet>", "<applet>", ""),
    ("<frameset><frame src=x></frameset>", "<frameset>", None),
    ("<portal src='https://e.example/'></portal>", "<portal>", ""),
    ("<SCRIPT SRC=https://e.example/x.js></SCRIPT>", "<script>", ""),
    ("<scr<script>ipt>alert(1)</script>", "<script>", None),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe>", ""),
]
LIVE = names("""
    applet base body button dialog embed form frame frameset iframe input link marquee math meta
    noscript object plaintext portal script select style svg template textarea xmp
    """)


def live(html: str) -> list[str]:
    """What in *html*, as a browser reads it, could act: elements, handlers, styles, schemes."""
    tree = lxml_html.fragment_fromstring(html, create_parent="main")
    found = [element.tag for element in tree.iter() if element.tag in LIVE]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "target"}:
                found.append(name)
            elif re.match(r"\s*(javascript|data|vbscript|file):", value, re.IGNORECASE):
                found.append(value)
    return found


@pytest.mark.parametrize(("body", "name", "html"), REMOVED)
def test_what_acts_is_removed_and_named(
    renderer: Renderer, body: str, name: str, html: str | None
) -> None:
    proof = renderer.render(f"Before.\n\n{body}\n\nAfter.")
    assert re.search(rf"index.md:{FIRST_LINE + 2}:\d+: warning: {name} is removed", proof.said)
    assert live(proof.html) == live(proof.feed) == []
    if html is not None:
        assert proof.html == f"<p>Before.</p>\n{html}<p>After.</p>\n"


ATTRIBUTES = [
    "onclick=alert(1)",
    "ONMOUSEOVER=alert(1)",
    "onfocus=alert(1) tabindex=0 autofocus",
    "style='position:fixed;inset:0'",
    "class='fixed-top modal'",
    "data-bs-toggle=modal",
    "id='pub-main'",
    "contenteditable",
    "popover",
    "is=x-y slot=a part=b",
    "xlink:href='javascript:alert(1)'",
    "formaction='javascript:alert(1)'",
    "ping='https://e.example/'",
    "target=_blank",
    "background='https://e.example/x.png'",
    "/onclick=alert(1)/",
    "\"'onclick=alert(1)",
]


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_attributes_that_act_or_pose_are_dropped(renderer: Renderer, attribute: str) -> None:
    proof = renderer.render(f"<div {attribute}>\n\nText.\n\n</div>\n\nAfter.")
    (div,) = proof.find("./div")
    assert set(div.attrib) <= {"id", "tabindex"}
    assert div.get("id") in {None, "post-pub-main"}


def test_a_removed_handler_is_named(renderer: Renderer) -> None:
    proof = renderer.render("Text\nand <b\nonclick=alert(1)>bold</b>.")
    assert proof.said == (
        "posts/2026/here/index.md:6:1: warning: onclick is removed from <b>\n"
        "    help: leave it out: no post runs a script"
    )


ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "java&#9;script:alert(1)",
    "java&Tab;script:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "way",
    ['<a href="{}">x</a>', '<img src="{}">', "[x]({})", "![x](<{}>)", "[x][a]\n\n[a]: <{}>"],
)
def test_addresses_that_act_are_errors(renderer: Renderer, address: str, way: str) -> None:
    proof = renderer.render("Before\n" + way.format(address))
    assert [line for line, _ in proof.errors] == [FIRST_LINE + 1]
    assert live(proof.html) == []


UNBALANCED = [
    "</div></main></body></html>",
    "</article></section>",
    "<div>",
    "<div><div><div>",
    "<details>",
    "<details><summary>",
    "<table>",
    "<table><tr><td>",
    "<b><i><u>",
    "<a href='https://e.example/'>",
    "<ul><li>",
    "<blockquote>",
    "<h2>",
    "<p></p></p>",
    "<!-- ",
    "<!-->",
    "<!--->",
    "<![CDATA[",
    "<![x[",
    "<![x[>",
    "<![ x[]]>",
    "<![",
    "<?php ",
    "<!DOCTYPE html>",
    "<div class='",
    '<a href="',
    "<img src='chart.png' alt='",
    "</",
    "<",
    "<x",
    "<b><div></b></div>",
    "<table><p>a</table></p>",
    "<plaintext>",
    "<title>",
    "<textarea>",
    "<script>",
    "<style>",
    "<noscript>",
    "<select>",
    "<svg><style>",
    "<math><mi><mglyph>",
    "<pre>",
    "<pre><code>",
    "<col><caption>",
    "<summary>",
    "</p>",
    "</br>",
]


@pytest.mark.parametrize("html", UNBALANCED)
def test_nothing_leaves_its_place(renderer: Renderer, html: str) -> None:
    proof = renderer.render(f"```{{note}}\n{html}\n```\n\n> {html}\n\nAfter *all*.")
    for text in (proof.html, proof.feed):
        page = lxml_html.document_fromstring(f"<html><body><main>{text}</main><footer>")
        (last,) = page.xpath("//p[em]")
        assert last.getparent().tag == "main", text
        assert page.xpath("/html/body/main/following-sibling::footer")
        (note,) = page.xpath("//div[contains(@class, 'admonition')]")
        assert note.getparent().tag == "main"


def test_what_is_not_closed_is_named(renderer: Renderer) -> None:
    proof = renderer.render("<div>\n\nText </span>.\n\n<!-- end")
    assert proof.warnings == [
        (FIRST_LINE, "html-unclosed"),
        (FIRST_LINE + 2, "html-unopened"),
        (FIRST_LINE + 4, "html-comment"),
    ]


def test_what_is_closed_in_another_place_is_closed_in_its_own(renderer: Renderer) -> None:
    proof = renderer.render("<details>\n\n> </details>\n\nAfter.")
    assert proof.html.endswith("<p>After.</p>\n")
    assert proof.find("//details")[0].text_content().strip() == ""


def test_a_name_that_is_no_element_is_text(renderer: Renderer) -> None:
    proof = renderer.render("git push origin <branch>")
    assert proof.html == "<p>git push origin &lt;branch&gt;</p>\n"
    assert "index.md:5:17: warning: <branch> is no element of HTML and shows as text" in proof.said


def test_comments_vanish_without_a_word(renderer: Renderer) -> None:
    proof = renderer.render("One.\n\n<!-- more -->\n\nTwo <!-- x --> three.")
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.html == "<p>One.</p>\n<p>Two  three.</p>\n"


def test_a_picture_of_another_site_becomes_a_link(renderer: Renderer) -> None:
    proof = renderer.render("![A cat](https://e.example/cat.png) <img src='//e.example/dog.png'>")
    assert proof.find("//img") == []
    assert [a.get("href") for a in proof.find("//a")] == [
        "https://e.example/cat.png",
        "https://e.example/dog.png",
    ]
    assert [a.text for a in proof.find("//a")] == ["A cat", "e.example"]
    assert {code for _, code in proof.warnings} == {"picture-elsewhere"}


def test_a_frame_stays_only_from_a_host_that_is_named(renderer: Renderer) -> None:
    good = "<iframe src='https://player.example/1' title='A film' onload='x' srcdoc='x'></iframe>"
    (frame,) = renderer.render(good).find("//iframe")
    assert dict(frame.attrib) == {
        "src": "https://player.example/1",
        "title": "A film",
        "allowfullscreen": "",
        "loading": "lazy",
        "referrerpolicy": "strict-origin-when-cross-origin",
        "sandbox": "allow-popups allow-presentation allow-same-origin allow-scripts",
    }
    for bad in ("http://player.example/1", "https://player.example.e.example/", "/posts/x/", ""):
        assert renderer.render(good.replace("https://player.example/1", bad)).find("//iframe") == []


INLINE = "Before <iframe src='{}' title='A film'></iframe> after."


def test_a_frame_within_a_line_is_closed_where_it_was_opened(renderer: Renderer) -> None:
    proof = renderer.render(INLINE.format("https://player.example/1"))
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.html.endswith("</iframe> after.</p>\n")
    assert renderer.render(INLINE.format("https://e.example/1")).said.count("warning") == 1


def test_the_host_of_a_frame_is_read_as_browsers_read_it(renderer: Renderer) -> None:
    (frame,) = renderer.render(INLINE.format("https://PLAYER.example/A")).find("//iframe")
    assert frame.get("src") == "https://player.example/A"
    for bad in ("https://player.example:8443/1", "https://player.example:x/", "https://[/"):
        assert renderer.render(INLINE.format(bad)).find("//iframe") == []


def test_html_in_a_link_is_followed_like_any(renderer: Renderer) -> None:
    proof = renderer.render('<a href="../other/index.md#why">x</a> <a href="/blog/tag/tea/">y</a>')
    assert [a.get("href") for a in proof.find("//a")] == ["../other/#why", "../../../blog/tag/tea/"]
    assert [link.address for link in proof.rendered.links] == [
        "/posts/2026/other/#why",
        "/blog/tag/tea/",
    ]
    feed = lxml_html.fromstring(proof.feed)
    assert [a.get("href") for a in feed.xpath("//a")] == [
        "https://post-technical.example/posts/2026/other/#why",
        "https://post-technical.example/blog/tag/tea/",
    ]


LINKS = [
    ("[x](../other/index.md)", "../other/", "x"),
    ("[](../other/index.md)", "../other/", "The *other* & <post>"),
    ("[x](../other/)", "../other/", "x"),
    ("[x](/posts/2026/other/)", "../other/", "x"),
    ("[x](/posts/2026/other/index.md)", "../other/", "x"),
    ("[x](../flat.md)", "../flat/", "x"),
    ("[x](../other/index.md#why)", "../other/#why", "x"),
    ("[x](../../../about.md)", "../../../about/", "x"),
    ("[x](table.csv)", "table.csv", "x"),
    ("[x](https://example.org/)", "https://example.org/", "x"),
    ("<https://example.org/a>", "https://example.org/a", "https://example.org/a"),
    ("<editors@example.org>", "mailto:editors@example.org", "editors@example.org"),
    ("```{button-ref} ../other/index.md\nx\n```", "../other/", "x"),
    ("```{card} t\n:link: ../other/index.md\n:link-alt: x\n```", "../other/", "x"),
    ("```{card} t\n:link: ../other/index\n:link-type: doc\n:link-alt: x\n```", "../other/", "x"),
]


@pytest.mark.parametrize(("body", "href", "text"), LINKS)
def test_links_lead_where_they_say(renderer: Renderer, body: str, href: str, text: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (link,) = proof.find("//a")
    assert (unquote(link.get("href")), link.text_content()) == (href, text)


DEAD = [
    ("[x](../gone.md)", "link-missing"),
    ("[x](gone.md)", "link-missing"),
    ("[x](../gone/)", "link-missing"),
    ("[x](gone.csv)", "link-missing"),
    ("[x](page.html#a)", None),
    ("[x]()", "link-empty"),
    ("[x](#)", "link-empty"),
    ("[x](?page=2)", "link-empty"),
    ("[x](../draft/index.md)", "link-unpublished"),
    ("[x](../draft/)", "link-unpublished"),
    ("[x](/posts/2026/draft/)", "link-unpublished"),
    ("<a href='../draft/index.md'>x</a>", "link-unpublished"),
]


@pytest.mark.parametrize(("body", "code"), DEAD)
def test_a_link_that_leads_nowhere_is_text(renderer: Renderer, body: str, code: str | None) -> None:
    proof = renderer.render(body)
    assert not [a for a in proof.find("//a") if a.get("href")]
    assert "Hidden plans" not in proof.html + proof.said
    if code:
        assert proof.errors == []
        assert proof.warnings == [(FIRST_LINE, code)]


@pytest.mark.parametrize(
    "url", ["/media/a.jpg", "/home/", "/dev/", "/.well-known/security.txt", "/assets/x.png", "/"]
)
def test_an_address_that_another_site_had_is_left_to_the_check_of_links(
    renderer: Renderer, url: str
) -> None:
    proof = renderer.render(f"[x]({url}) ![A picture](/media/a.jpg)")
    assert proof.errors == []
    assert proof.warnings == [(FIRST_LINE, "picture-missing")]
    assert "A picture" in proof.html


def test_a_link_that_says_another_host_is_warned_of(renderer: Renderer) -> None:
    proof = renderer.render("[https://bank.example](https://e.example/)")
    assert proof.said == (
        "posts/2026/here/index.md:5:1: warning: a link says bank.example and leads to e.example\n"
        "    help: let its text say where it leads"
    )
    assert renderer.render("[www.example.org](https://example.org/)").warnings == []


TURNED = [
    "<bdo dir=rtl>[moc.live](https://e.example/)</bdo>",
    "[a <bdo dir=rtl>moc.live</bdo>](https://e.example/)",
    "<a href='https://e.example/'><bdo dir='rtl'>moc.live</bdo></a>",
    "<bdo dir='rtl'><a href='https://e.example/'>moc.live</a></bdo>",
    "<bdo dir='RTL'>`/ fr- mr`</bdo>",
    "<code><bdo dir='rtl'>/ fr- mr</bdo></code>",
    "<bdo dir='rtl'>\n\n```\n/ fr- mr\n```\n\n</bdo>",
    "<code dir='rtl'>rm -rf /</code>",
    "<a dir='rtl' href='https://e.example/'>bank.example/(e.example)</a>",
    "<kbd><span dir='rtl'>a (b)</span></kbd>",
]


@pytest.mark.parametrize("body", TURNED)
def test_no_link_and_no_code_is_turned_around(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert [code for _, code in proof.warnings if code != "link-deceives"] == ["html-turned"]
    assert proof.errors == []
    assert not proof.find("//*[@dir]")
    assert "dir=" not in proof.feed


@pytest.mark.parametrize(
    "body",
    [
        "<bdo dir='rtl'>abc</bdo> and `code` and [a link](https://e.example/)",
        "<a dir='rtl' href='https://e.example/'>שלום (עולם)</a>",
        "<code dir='ltr'>rm -rf /</code>",
        "<div dir='rtl'>\n\nשלום `code` [a link](https://e.example/)\n\n</div>",
        "<bdi>abc</bdi>",
    ],
)
def test_a_direction_that_turns_neither_stays(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.html.count("dir=") == body.count("dir=")


SWALLOWED = [
    ("<script>\nalert(1)\n\nText.\n", "<script>", 2, "</script>"),
    ("<script>", None, 0, ""),
    ("<style>\n\nText.\n", "<style>", 3, "</style>"),
    ("<textarea>\nText.\n\nMore.", "<textarea>", 2, "</textarea>"),
    ("<textarea rows=3>Text.\n\nMore.", "<textarea>", 1, "</textarea>"),
    ("<title>Text\nand more\n\nMore.", "<title>", 1, "</title>"),
    ("<noscript>\nText.\n\nMore.", "<noscript>", 2, "</noscript>"),
    ("<div><noscript>Text.\n\nMore.", "<noscript>", 1, "</noscript>"),
    ("<xmp>\nText.\n", "<xmp>", 2, "</xmp>"),
    ("<select>\n<option>Text.\n", "<select>", 2, "</select>"),
    ("<iframe src='https://player.example/1'>\nText.\n", "<iframe>", 2, "</iframe>"),
    ("<!-- a\n\nText.\n", "a comment", 1, "-->"),
    ("<div>\n<!-- a\nText.\n", "a comment", 2, "-->"),
    ("<?php echo\n\nText.\n", "what begins with <?", 1, "?>"),
    ("<![CDATA[ a\n\nText.\n", "what begins with <![CDATA[", 1, "]]>"),
    ("<!DOCTYPE html\n\nText.\n", "what begins with <!", 1, ">"),
]


@pytest.mark.parametrize(("body", "what", "line", "end"), SWALLOWED)
def test_no_text_is_lost_without_a_word(
    renderer: Renderer, body: str, what: str | None, line: int, end: str
) -> None:
    proof = renderer.render(f"Before.\n\n{body}")
    lost = f"{what} never ends: the text from line {FIRST_LINE + 1 + line} on is lost\n"
    said = f"warning: {lost}    help: end it with {end}, or leave it out"
    assert (said in proof.said) is (what is not None), proof.said
    assert proof.errors == []


@pytest.mark.parametrize(
    "body",
    [
        "<noscript>\n\nText.\n\n</noscript>",
        "<textarea>a</textarea>\n\nText.",
        "a <script> b\n\nText.",
        "<script>alert(1)</script>\n\nText.",
        "<!-- a -->\n\nText.",
    ],
)
def test_what_ends_takes_nothing_along(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert "is lost" not in proof.said
    assert "Text." in proof.html


LIES = [
    "[HTTPS://bank.example](https://e.example/)",
    "[https://BANK.example/](https://e.example/)",
    "[bank.example](https://e.example/)",
    "[bank.example/login](https://e.example/)",
    "[www.bank.com](https://e.example/)",
    "[https://bank.example: sign in](https://e.example/)",
    "[https://bank.example&nbsp;](https://e.example/)",
    "[&#x200b;https://bank.example](https://e.example/)",
    "[https://ba&shy;nk.example](https://e.example/)",
    "[https:&#x2044;&#x2044;bank.example](https://e.example/)",
    "[ｈｔｔｐｓ：//bank.example](https://e.example/)",
    "[ftp://bank.example/](https://e.example/)",
    "[//bank.example/](https://e.example/)",
    "[https://bank.example@e.example/](https://e.example/)",
    "[https://bank.example\\\\@e.example/](https://e.example/)",
    "[https://bank.example](mailto:ann@e.example)",
    "[ann@bank.example](mailto:ann@e.example)",
    "[mailto:ann@bank.example](mailto:eve@bank.example)",
    "[ann@bank.example](https://e.example/)",
    "[@ann@bank.example](https://e.example/)",
    "[https://bücher.example](https://e.example/)",
    "[https://xn--bcher-kva.example](https://e.example/)",
    "[https://bank.example](/posts/2026/other/)",
    "[https://bank.example](../other/index.md)",
    "[https://**bank**.example](https://e.example/)",
    "```{button-link} https://e.example/\nhttps://bank.example\n```",
    "```{card} https://bank.example\n:link: https://e.example/\n:link-alt: x\n\nText.\n```",
    "```{card} A title\n:link: https://e.example/\n:link-alt: x\n\nbank.example\n```",
    "<a href='/posts/2026/other/'>https://bank.example</a>",
    "<a href='mailto:ann@e.example'>https://bank.example</a>",
    "<a href='https://e.example/'>bank.example</a>",
    "[bank.example](https://e.example/bank)",
    "[bank.example](https://bank.e.example/)",
    "[bank.example](https://e.example/?to=bank.example)",
    "[bank.example](https://t.co/bank)",
    "[pic.twitter.com/x](https://e.example/pic.twitter.com)",
]


@pytest.mark.parametrize("body", LIES)
def test_whatever_says_another_place_is_warned_of(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert {code for _, code in proof.warnings} == {"link-deceives"}, proof.said
    assert proof.errors == []


HONEST = [
    "[https://bank.example](https://bank.example/)",
    "[HTTPS://BANK.example](https://bank.example/login)",
    "[https://www.bank.example](http://bank.example/)",
    "[bank.example](https://www.bank.example/about)",
    "[example.org](https://docs.example.org/)",
    "[docs.example.org](https://example.org/docs)",
    "[setup.py](https://e.example/setup.py)",
    "[README.md](https://e.example/README.md)",
    "[conf.py](https://e.example/blob/conf.py)",
    "[main.rs](https://e.example/)",
    "[Node.js](https://e.example/)",
    "[ASP.NET Core](https://e.example/)",
    "[e.g. this](https://e.example/)",
    "[A talk at example.org](https://e.example/)",
    "[ann@example.org](mailto:ann@example.org)",
    "[Ann](mailto:ann@example.org)",
    "[example.org](mailto:ann@example.org)",
    "[@ann@social.example](https://social.example/@ann)",
    "[@ann](https://social.example/@ann)",
    "[https://bücher.example](https://xn--bcher-kva.example/)",
    "[https://xn--bcher-kva.example](https://bücher.example/)",
    "[https://post-technical.example/posts/2026/other/](../other/index.md)",
    "[post-technical.example](/)",
    "[1.2.3](https://e.example/)",
    "[docs.example.org](https://github.com/example/docs.example.org)",
    "[and/or](https://e.example/)",
    "<https://example.org/a>",
    "<ann@example.org>",
    "```{card} A title\n:link: https://e.example/\n:link-alt: x\n\nText.\n```",
]


@pytest.mark.parametrize("body", HONEST)
def test_an_honest_link_is_not_warned_of(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])


HERE_AND_THERE = [
    ("https://post-technical.example/posts/2026/other/", "../other/"),
    ("http://post-technical.example/posts/2026/other/", "../other/"),
    ("https://www.post-technical.example/posts/2026/other/", "../other/"),
    ("https://POST-technical.example:443/posts/2026/other/", "../other/"),
    ("//post-technical.example/posts/2026/other/", "../other/"),
    ("https://post-technical.example/posts/2026/other/index.html", "../other/"),
    ("https://post-technical.example/posts/2026/other/#why", "../other/#why"),
    ("https://post-technical.example/posts/2026/other/index.md", "../other/"),
    ("https://post-technical.example", "../../../"),
    ("/posts/2026/other/index.html", "../other/"),
    ("../other/index.html#why", "../other/#why"),
    ("https://post-technical.example/search/?q=tea", "../../../search/?q=tea"),
    ("https://post-technical.example:8443/a", "https://post-technical.example:8443/a"),
    ("https://other.post-technical.example/a", "https://other.post-technical.example/a"),
    ("https://post-technical.example.e.example/a", "https://post-technical.example.e.example/a"),
]


@pytest.mark.parametrize(("url", "href"), HERE_AND_THERE)
@pytest.mark.parametrize("way", ["[x]({})", "<a href='{}'>x</a>"])
def test_a_whole_address_of_this_site_is_one_of_its_own(
    renderer: Renderer, way: str, url: str, href: str
) -> None:
    proof = renderer.render(way.format(url))
    assert (proof.errors, proof.warnings) == ([], [])
    assert proof.find("//a/@href") == [href]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://post-technical.example/posts/2026/draft/", "link-unpublished"),
        ("http://www.post-technical.example/posts/2026/draft/index.html", "link-unpublished"),
    ],
)
def test_a_whole_address_of_a_draft_leads_nowhere(renderer: Renderer, url: str, code: str) -> None:
    proof = renderer.render(f"[x]({url})")
    assert proof.warnings == [(FIRST_LINE, code)]
    assert proof.find("//a") == []


def test_a_whole_address_is_left_to_the_check_of_links(renderer: Renderer) -> None:
    proof = renderer.render("[x](https://post-technical.example/gone/?a=b#c)")
    assert [link.address for link in proof.rendered.links] == ["/gone/?a=b#c"]


@pytest.mark.parametrize(
    "body",
    [
        "See <a href='https://e.example/'>https://bank.example</a>.",
        "See <a href='https://e.example/'>**www.bank.example**</a>.",
        "<p><a href='https://e.example/'><b>https://</b>bank.example</a></p>",
        "<a href='https://e.example/'>\n\nhttps://bank.example\n\n</a>",
    ],
)
def test_a_link_in_html_that_says_another_host_is_warned_of(renderer: Renderer, body: str) -> None:
    assert renderer.render(body).warnings == [(FIRST_LINE, "link-deceives")]
    assert renderer.render(body.replace("//e.example", "//bank.example")).warnings == []


CHARACTERS = [
    ("`if a\u202e: b`", (FIRST_LINE, "hidden-in-code")),
    ("Text.\n\n```python\na = 1\nb\u200bc = 2\n```", (FIRST_LINE + 4, "hidden-in-code")),
    ("```{code-block} python\n:linenos:\n\nb\u2066c = 2\n```", (FIRST_LINE + 3, "hidden-in-code")),
    ("{kbd}`a\u202eb`", (FIRST_LINE, "hidden-in-code")),
    ("## Report\u202efdp.exe", (FIRST_LINE, "text-reordered")),
    ("![a\u202eb](chart.png)", (FIRST_LINE, "text-reordered")),
    ("a &#x202e; b", (FIRST_LINE, "text-reordered")),
    ("[x](https://example.org/\u202e)", (FIRST_LINE, "link-hidden")),
    ("[x](&#x200b;other.md)", (FIRST_LINE, "link-hidden")),
    ("a\n\x1b[2Jb", (FIRST_LINE + 1, "control-character")),
    ("<code>a\u200bb</code>", (FIRST_LINE, "hidden-in-code")),
    ("a <kbd>**b\u200bc**</kbd>", (FIRST_LINE, "hidden-in-code")),
    ("<pre>\na\u2066b\n</pre>", (FIRST_LINE + 1, "hidden-in-code")),
    ("<abbr title='a&#x202e;b'>x</abbr>", (FIRST_LINE, "text-reordered")),
    ("![x](chart.png 'a\u202eb')", (FIRST_LINE, "text-reordered")),
    (
        "```{button-link} https://e.example/\n:tooltip: a\u202eb\n```",
        (FIRST_LINE + 1, "text-reordered"),
    ),
    ("x[^a\u202eb]\n\n[^a\u202eb]: y", (FIRST_LINE, "text-reordered")),
    ("(a\u202eb)=\n## x", (FIRST_LINE, "text-reordered")),
]


@pytest.mark.parametrize(("body", "error"), CHARACTERS)
def test_characters_that_disguise_are_errors(
    renderer: Renderer, body: str, error: tuple[int, str]
) -> None:
    assert error in renderer.render(body).errors


def test_preformatted_text_is_warned_of_as_indented_text_is(renderer: Renderer) -> None:
    proof = renderer.render("<pre>\na\u200bb\n</pre>\n\nWords\u200bhere.")
    assert (proof.errors, proof.warnings) == ([], [(FIRST_LINE, "hidden-in-code")])


def test_the_place_of_a_character_is_exact(renderer: Renderer) -> None:
    problem = renderer.render("Text.\n\n```\nab\u202ec\n```").rendered.problems[0]
    assert (problem.line, problem.column) == (FIRST_LINE + 3, 3)


def test_what_xml_cannot_hold_does_not_reach_a_feed() -> None:
    assert clean("a\x0cb\x00c\ufffe", rewrite=same) == "a\N{REPLACEMENT CHARACTER}b" + (
        "\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"
    )


IDS = sorted(
    {
        name
        for pattern in ("post.html", "layout.html", "partials/*", "sections/*")
        for template in (PROJECT / "publishing/theme").glob(pattern)
        for name in re.findall(r'\bid="([^"{]+)"', template.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(
    "name", [*IDS, "pst-header", "pub-search", "pub-note-1", "DOCUMENTATION_OPTIONS"]
)
def test_no_id_of_a_post_is_one_of_the_page(name: str) -> None:
    assert anchor(name) == f"post-{name}"


@pytest.mark.parametrize(
    "name", ["why", "1-introduction", "日本語", "search", "main-content", "pub-quiz", "top"]
)
def test_other_ids_stay_as_links_from_outside_know_them(name: str) -> None:
    assert anchor(name) == name


def test_links_follow_an_id_that_is_changed(renderer: Renderer) -> None:
    proof = renderer.render("## Pub: navigation {#pub-navigation}\n\n[x](#pub-navigation)")
    assert proof.find("//section[@id='post-pub-navigation']")
    (link,) = proof.find("//p/a")
    assert link.get("href") == "#post-pub-navigation"


@pytest.mark.parametrize("name", ["search", "genindex", "modindex"])
def test_a_place_may_have_a_name_that_sphinx_knows(renderer: Renderer, name: str) -> None:
    proof = renderer.render(f"({name})=\n## Words\n\n[](#{name}) {{ref}}`{name}`")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [a.text for a in proof.find("//p/a")] == ["Words", "Words"]


def test_a_paragraph_that_is_a_heading_can_be_linked_to(renderer: Renderer) -> None:
    proof = renderer.render(f"## {'So how did it come about? ' * 12}\n")
    (name,) = proof.find("//section/@id")
    assert len(name) > 250
    assert proof.find("//h2/a/@href") == [f"#{name}"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<p lang="en-GB">x</p>', '<p lang="en-GB">x</p>'),
        ('<p lang="english">x</p>', "<p>x</p>"),
        ('<p dir="rtl">x</p>', '<p dir="rtl">x</p>'),
        ('<p dir="left">x</p>', "<p>x</p>"),
        ('<ins datetime="2026-05-01">x</ins>', '<ins datetime="2026-05-01">x</ins>'),
        ('<ins datetime="yesterday">x</ins>', "<ins>x</ins>"),
        ('<a href="https://e.example/#a#b">x</a>', '<a href="https://e.example/#a%23b">x</a>'),
    ],
)
def test_attributes_that_are_not_html_say_nothing(written: str, kept: str) -> None:
    assert clean(written, rewrite=same) == kept


def test_a_heading_without_words_is_none(renderer: Renderer) -> None:
    proof = renderer.render("Use headings like <H2> and <h3 class='a'></h3>, and text below.\n")
    assert not re.search("<h[2-6]", proof.html)
    assert "and text below" in proof.html


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<figcaption><em>a</em></figcaption>", "//div/em"),
        ("<div><figcaption>a</figcaption></div>", "//div/div/div"),
        ("<ul><li>a<li>b</li></ul>", "//ul/li[2]"),
        ("<details><summary>a</summary>b</details>", "//details/summary"),
        ("<summary>a</summary>", "//div[.='a']"),
        ("<figure>\n<figcaption>a</figcaption>\n</figure>", "//figure/figcaption"),
    ],
)
def test_what_stands_outside_its_home_is_a_box(renderer: Renderer, html: str, path: str) -> None:
    proof = renderer.render(html + "\n\nThe end.")
    assert len(proof.find(path)) == 1, proof.html
    for name in ("figcaption", "summary"):
        assert len(proof.find(f"//{name}")) == path.count(f"/{name}")


def test_feeds_have_no_drawings_of_the_page(renderer: Renderer) -> None:
    proof = renderer.render(":::{dropdown} More\nInside.\n:::\n")
    assert proof.find("//summary//svg")
    assert "<svg" not in proof.feed
    assert "More" in proof.feed
    assert "Inside." in proof.feed


def test_a_section_of_raw_html_is_a_box(renderer: Renderer) -> None:
    proof = renderer.render("<section class='usa-grid'>\n\nBoxed.\n\n</section>\n")
    assert proof.find("//section") == []
    assert proof.find("//div/p/text()") == ["Boxed."]


def test_an_id_is_given_once() -> None:
    assert clean('<p id="a">x</p><p id="a">y</p>', rewrite=same) == '<p id="a">x</p><p>y</p>'


def test_a_failing_rewrite_is_not_swallowed() -> None:
    def fail(_tag: str, _attribute: str, _url: str) -> str:
        raise KeyError("url")

    with pytest.raises(KeyError):
        clean('<a href="/x/">x</a>', rewrite=fail)


def test_a_rewrite_may_drop_an_address() -> None:
    assert clean('<a href="/x/">x</a>', rewrite=lambda *_: None) == "<a>x</a>"


_PIECES = st.sampled_from(
    [
        *(piece for html in UNBALANCED for piece in (html, html[::-1])),
        *(body for body, _, _ in REMOVED),
        *(f"<b {attribute}>" for attribute in ATTRIBUTES),
        *("a", " ", "\n", "\n\n", "> ", "- ", "```", "`", "*", "[", "](", ")", "{note}", "&lt;"),
    ]
)


@given(pieces=st.lists(_PIECES, max_size=12))
def test_no_mixture_of_attacks_lives(renderer: Renderer, pieces: list[str]) -> None:
    proof = renderer.render("".join(pieces))
    tree = lxml_html.document_fromstring(f"<html><body><main>{proof.html}</main><footer>")
    main = tree.find("body/main")
    assert main is not None
    assert main.getnext().tag == "footer"
    assert live(proof.html) == live(proof.feed) == []
    if "chart.png" not in proof.html:  # an address of the site is a page's own by now
        assert clean(proof.html, rewrite=same) == proof.html
