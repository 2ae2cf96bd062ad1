"""The words of a page, as the search index takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.base.cache import Cache
from publishing.base.rendered_text import RenderedText
from publishing.base.rendered_text import read as rendered
from publishing.render.text import Anchor, Texts, read


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ("", ""),
        ("<p>One  two\nthree</p>", "One two three"),
        ("<p>日本<em>語</em></p>", "日 本 語"),
        (
            "say ___PAGEFIND_WEIGHT___9 and ___END_PAGEFIND_WEIGHT___",
            "say PAGEFIND_WEIGHT___9 and END_PAGEFIND_WEIGHT___",
        ),
    ],
)
def test_words(html: str, content: str) -> None:
    found = read(rendered(html))
    assert found.content == content
    assert found.length == len(content.split())
    assert found.anchors == ()


def test_headings_lead_to_where_they_stand() -> None:
    found = read(
        rendered(
            "<p>Before it.</p>\n"
            '<section id="the-file">\n<span id="old"></span><h2>The <em>file</em>'
            '<a class="headerlink" href="#the-file">#</a></h2>\n<p>In it.</p>\n'
            '<section class="x" id="a&quot;b">\n<h3>日本</h3>\n<p>End</p></section></section>'
        )
    )
    assert found.content == "Before it. The file In it. 日 本 End"
    assert found.anchors == (
        Anchor("h2", "the-file", "The file", 2),
        Anchor("h3", 'a"b', "日本", 6),
    )


def test_the_words_of_a_page_are_read_once(tmp_path: Path) -> None:
    html = '<p>Before 😀</p><section id="why"><h2>Why &amp; how</h2><p>After.</p></section>'
    loaded = []

    def load() -> RenderedText:
        loaded.append(html)
        return rendered(html)

    first = Texts(Cache(tmp_path, "texts"), "code").find("key", load)
    again = Texts(Cache(tmp_path, "texts"), "code").find("key", load)
    assert first == again == read(rendered(html))
    assert len(loaded) == 1
    Texts(Cache(tmp_path, "texts"), "other code").find("key", load)
    assert len(loaded) == 2
