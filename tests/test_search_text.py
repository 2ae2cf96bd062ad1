"""The words of a page, as the search index takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.place.cache import Cache
from publishing.search.search_text import Anchor, Texts, read, spaced


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ("", ""),
        ("<p>One  two\nthree</p>", "One two three"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<ul><li>One</li><li>two</li></ul>", "One two"),
        ("one<br>two", "one two"),
        ("<em>un</em>usual <code><span class='pre'>x.y</span></code>s", "unusual x.ys"),
        ("<p>5 &lt; 6 &amp;amp; &eacute;</p>", "5 < 6 &amp; é"),
        ('<img alt="a > b" src="x.png">after', "after"),
        ("<img alt='\">' src=x>after", "after"),
        ("a <!-- note\n --> b", "a b"),
        ("a < b <3", "a < b <3"),
        ('x<a class="headerlink" href="#x" title="Link">#</a> y', "x y"),
        ('x<a class="footnote-reference brackets" href="#n"><span>[</span>1]</a>.', "x."),
        ('<span class="linenos">1</span>code', "code"),
        ('<a class="reference" href="/x/">kept</a>', "kept"),
        ("say ___PAGEFIND_WEIGHT___9 and ___END_PAGEFIND_WEIGHT___", None),
    ],
)
def test_words(html: str, content: str | None) -> None:
    found = read(html)
    if content is None:  # Pagefind would take these for commands
        content = "say PAGEFIND_WEIGHT___9 and END_PAGEFIND_WEIGHT___"
    assert found.content == content
    assert found.length == len(content.split())
    assert found.anchors == ()


def test_headings_lead_to_where_they_stand() -> None:
    found = read(
        "<p>Before it.</p>\n"
        '<section id="the-file">\n<span id="old"></span><h2>The <em>file</em>'
        '<a class="headerlink" href="#the-file">#</a></h2>\n<p>In it.</p>\n'
        '<section class="x" id="a&quot;b">\n<h3>日本</h3>\n<p>End</p></section></section>'
    )
    assert found.content == "Before it. The file In it. 日 本 End"
    assert found.anchors == (
        Anchor("h2", "the-file", "The file", 2),
        Anchor("h3", 'a"b', "日本", 6),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain words", ["plain", "words"]),
        ("日本語の本。", ["日", "本", "語", "の", "本", "。"]),
        ("Pythonの本", ["Python", "の", "本"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("ນີ້", ["ນີ້"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
    ],
)
def test_scripts_without_spaces_get_some(text: str, words: list[str]) -> None:
    assert spaced(text).split() == words


def test_the_words_of_a_page_are_read_once(tmp_path: Path) -> None:
    html = '<p>Before 😀</p><section id="why"><h2>Why &amp; how</h2><p>After.</p></section>'
    loaded = []

    def load() -> str:
        loaded.append(html)
        return html

    first = Texts(Cache(tmp_path, "texts"), "code").find("key", load)
    again = Texts(Cache(tmp_path, "texts"), "code").find("key", load)
    assert first == again == read(html)
    assert len(loaded) == 1
    Texts(Cache(tmp_path, "texts"), "other code").find("key", load)
    assert len(loaded) == 2
