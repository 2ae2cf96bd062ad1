"""Markdown of other generators: what is clear in it is read as it was meant."""

from __future__ import annotations

import time

import pytest

from publishing.compat.foreign_links import plain_address, plain_links
from tests.rendering import FIRST_LINE, Renderer

KRAMDOWN = [
    ("Text.\n{: .lead #intro}", '<p id="intro">Text.</p>'),
    ("{: .lead}\nText.", "<p>Text.</p>"),
    ("Text.\n\n{: .note}\n\nMore.", '<p class="note">Text.</p>\n<p>More.</p>'),
    (
        "- one\n{: .list}\n- two",
        '<ul class="simple">\n<li><p>one</p></li>\n<li><p>two</p></li>\n</ul>',
    ),
    ("**Bold**{: .red}, *thin*{:.a} and `code`{:.b}.", None),
    ("* TOC\n{:toc}\n\nText.", "<p>Text.</p>"),
    ("1. This is replaced\n{:toc}\n\nText.", "<p>Text.</p>"),
    ("[TOC]\n\nText.", "<p>Text.</p>"),
    ("Euler says $$a$$ here.", None),
]


@pytest.mark.parametrize(("body", "html"), KRAMDOWN)
def test_attributes_of_kramdown_are_not_shown(
    renderer: Renderer, body: str, html: str | None
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    assert "{:" not in proof.html
    assert "TOC" not in proof.html
    assert "$" not in proof.html
    if html:
        assert proof.html.strip() == html


@pytest.mark.parametrize(
    "heading",
    [
        "## Words {#id}",
        "## Words {: #id}",
        "## Words {#id .cls}",
        "## Words\n{: #id}",
        "Words {#id}\n---",
    ],
)
def test_a_heading_has_the_name_that_it_states_and_its_own(
    renderer: Renderer, heading: str
) -> None:
    proof = renderer.render(f"{heading}\n\n[a](#id) [b](#words)")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [h.text for h in proof.find("//h2")] == ["Words"]
    assert [a.get("href") for a in proof.find("//p/a")] == ["#id", "#id"]


def test_the_size_of_a_picture_is_read(renderer: Renderer) -> None:
    (image,) = renderer.render('![x](chart.png){: .center width="2" onerror="alert(1)"}').find(
        "//img"
    )
    assert (image.get("width"), image.get("onerror"), image.get("class")) == ("2", None, None)


def test_attributes_below_a_table_are_no_row(renderer: Renderer) -> None:
    proof = renderer.render("| a | b |\n|---|---|\n| 1 | 2 |\n{: .striped}\n\nText.")
    assert len(proof.find("//tr")) == 2
    assert "striped" not in proof.html


@pytest.mark.parametrize("head", ["| | |", "||", "| {: .a} | |"])
def test_a_table_keeps_its_empty_rows(renderer: Renderer, head: str) -> None:
    proof = renderer.render(f"{head}\n|---|---|\n| | |\n| 1 | 2 |")
    told = [(FIRST_LINE + 1, "table-unparsed")] if head == "||" else []
    assert (proof.errors, proof.warnings) == ([], told)
    assert len(proof.find("//tr")) == (0 if told else 3)


def test_what_is_empty_and_what_is_code_stays(renderer: Renderer) -> None:
    proof = renderer.render("- \n- b\n\n`{: .a}` and ` ## x {#id}`\n\n```\n{: .b}\n[TOC]\n```")
    assert len(proof.find("//li")) == 2
    shown = proof.find(".")[0].text_content()
    assert [t for t in ("{: .a}", "## x {#id}", "{: .b}", "[TOC]") if t not in shown] == []


def test_abbreviations_are_explained(renderer: Renderer) -> None:
    proof = renderer.render(
        'HTML, XHTML, `HTML` and **HTML**.\n\n*[HTML]: Hyper <b> "Text"\n*[W3C]: x'
    )
    assert (proof.errors, proof.warnings) == ([], [])
    assert [a.get("title") for a in proof.find("//abbr")] == ['Hyper <b> "Text"'] * 2
    assert proof.html.count("<p>") == 1


CODE = [
    ("{% highlight ruby linenos %}\nputs 1\n\nputs 2\n{% endhighlight %}", "ruby"),
    ("{%- highlight ruby -%}\nputs 1\n\nputs 2\n{%- endhighlight -%}", "ruby"),
    ("{% highlight ruby %}{% endraw %}\nx", None),
    ("{% highlight ruby %}\n{% raw %}\nputs 1\n\nputs 2\n{% endraw %}\n{% endhighlight %}", "ruby"),
    ("{% codeblock A title lang:ruby %}\nputs 1\n\nputs 2\n{% endcodeblock %}", "ruby"),
    ('{{< highlight ruby "linenos=table" >}}\nputs 1\n\nputs 2\n{{< /highlight >}}', "ruby"),
    ("    :::ruby\n    puts 1\n\n    puts 2", "ruby"),
    ("    #!ruby\n    puts 1\n\n    puts 2", "ruby"),
    ("```ruby,linenos,hl_lines=1-2\nputs 1\n\nputs 2\n```", "ruby"),
    ("```ruby{1,3}\nputs 1\n\nputs 2\n```", "ruby"),
    ('```ruby title="a.rb" {1}\nputs 1\n\nputs 2\n```', "ruby"),
    ("```language-ruby\nputs 1\n\nputs 2\n```", "ruby"),
    ("```plaintext\nputs 1\n\nputs 2\n```", "text"),
    ("```c++\nputs 1\n\nputs 2\n```", "c++"),
]


@pytest.mark.parametrize(("body", "language"), CODE)
def test_code_is_code_however_it_is_marked(
    renderer: Renderer, body: str, language: str | None
) -> None:
    proof = renderer.render(f"Before.\n\n{body}\n\nAfter.")
    if language is None:
        assert {code for _, code in proof.warnings} == {"template-leftover"}
        assert "{% highlight ruby %}" in proof.html
        return
    assert (proof.errors, proof.warnings) == ([], [])
    (block,) = proof.find(f"//div[@class='highlight-{language} notranslate']")
    for number in block.find_class("linenos"):
        number.drop_tree()
    assert block.text_content().strip() == "puts 1\n\nputs 2"
    assert proof.html.strip().endswith("<p>After.</p>")


def test_a_script_keeps_its_first_line(renderer: Renderer) -> None:
    assert "/bin/sh" in renderer.render("    #!/bin/sh\n    ls").html


BOXES = [
    ("> [!NOTE]\n> Text.", "note", "Note"),
    ("> [!WARNING]  \n> Text.", "warning", "Warning"),
    (":::tip\nText.\n:::", "tip", "Tip"),
    (":::tip A *title*\nText.\n:::", "tip", "A title"),
    (":::tip[A title]\nText.\n:::", "tip", "A title"),
    ("::: info\nText.\n:::", "note", "Note"),
    ("::: {.callout-note}\nText.\n:::", "note", "Note"),
    ("::: {.warning}\nText.\n:::", "warning", "Warning"),
]


@pytest.mark.parametrize(("body", "kind", "title"), BOXES)
def test_a_box_is_a_box_and_keeps_its_title(
    renderer: Renderer, body: str, kind: str, title: str
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (box,) = proof.find("//div[contains(@class, 'admonition')]")
    assert kind in box.get("class").split()
    assert [p.text_content() for p in box.iter("p")] == [title, "Text."]


def test_a_box_in_a_box_is_no_option(renderer: Renderer) -> None:
    proof = renderer.render("::::note\n:::tip\nText.\n:::\n::::")
    assert (proof.errors, proof.warnings) == ([], [])
    assert len(proof.find("//div[contains(@class, 'note')]/div[contains(@class, 'tip')]")) == 1


def test_markdown_in_html_that_says_so_is_markdown(renderer: Renderer) -> None:
    body = '<div class="tip" markdown="1">\n*One* <script>alert(1)</script>\n{}</div>\n\nAfter.'
    for blank in ("", "\nTwo.\n\n"):
        proof = renderer.render(body.format(blank))
        assert proof.errors == []
        assert proof.warnings == [(FIRST_LINE + 1, "html-removed")]
        assert len(proof.find("./div[@class='tip']/p/em")) == 1
        assert proof.html.strip().endswith("</div>\n<p>After.</p>")


LINKS = [
    ("{{ site.baseurl }}/posts/2026/flat/", "../flat/"),
    ("{{site.url}}{{site.baseurl}}/posts/2026/flat/", "../flat/"),
    ("{{ '/posts/2026/flat/' | relative_url }}", "../flat/"),
    ('{{< ref "../other/index.md#why" >}}', "../other/#why"),
    ("{{% relref '../flat.md' %}}", "../flat/"),
    ("{filename}../flat.md", "../flat/"),
    ("{static}table.csv", "table.csv"),
]


@pytest.mark.parametrize(("written", "href"), LINKS)
def test_a_tag_for_an_address_is_that_address(renderer: Renderer, written: str, href: str) -> None:
    quoted = written.replace('"', "'")
    for way in (f"[x]({written})", f'<a href="{quoted}">x</a>', f"- a\n\n  > [x]({written})"):
        proof = renderer.render(way)
        assert proof.errors == []
        assert [a.get("href") for a in proof.find("//a")] == [href]
        told = [line.partition("}, ")[2] for line in proof.said.split("\n") if "leftover" in line]
        assert told == ["read as the address that it stands for"] * proof.said.count("warning:")


def test_a_tag_names_a_post_beside_this_one(renderer: Renderer) -> None:
    proof = renderer.render(
        "[x]({% post_url flat %}) [y]({% link _posts/flat.md %})", "posts/2026/flat.md"
    )
    assert {code for _, code in proof.warnings} == {"template-leftover"}
    assert [a.get("href") for a in proof.find("//a")] == ["./", "./"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{{ site.url }}javascript:alert(1)", "link-scheme"),
        ("{{ 'javascript:alert(1)' | relative_url }}", "link-scheme"),
        ("{static}../../../secret.txt", "file-outside"),
        ("{{< ref '../../../../etc/passwd' >}}", "link-outside"),
    ],
)
def test_what_a_tag_stands_for_is_judged_as_any_address(
    renderer: Renderer, written: str, code: str
) -> None:
    assert [error for _, error in renderer.render(f"[x]({written})").errors] == [code]


@pytest.mark.parametrize(
    "text", ["`[x]({{ site.url }}/a)`", "{{ x }}", "[x]({{ page.url }})", "a | b"]
)
def test_other_tags_stay(text: str) -> None:
    assert plain_links(text) == text
    assert plain_address(text) == text


def test_a_picture_that_another_generator_keeps_elsewhere_is_missing(renderer: Renderer) -> None:
    proof = renderer.render("![A bridge](../images/bridge.png)")
    assert proof.errors == []
    assert proof.warnings == [(FIRST_LINE, "picture-missing")]
    assert proof.html == "<p>A bridge</p>\n"


@pytest.mark.parametrize(
    "body",
    [
        "{% highlight a %}\n" * 9_000,
        "> {% highlight a %}\n" * 9_000,
        "{: .a}\n" * 9_000,
        "{: .a}\n\n" * 4_900,
        "# a {#b}\n" * 400,
        "*[a]: b\n" * 9_000,
        "".join(f"*[{n}]: x\n" for n in range(9_000)) + "\n" + "1 2 3 " * 1_500,
        ('<div markdown="1">\n' * 9_000)[:190_000],
        '<div markdown="1">\n' + "> " * 5_000,
        "[x]({{ site.url }}" * 550,
        "`" + "[x]({{site.url}}` `` " * 480,
        ":::tip x\n" * 9_000,
        "**a**{: b}" * 900,
    ],
)
def test_no_dialect_takes_long(renderer: Renderer, body: str) -> None:
    start = time.process_time()
    proof = renderer.render(body)
    assert time.process_time() - start < 5
    assert "cannot be rendered" not in proof.said
