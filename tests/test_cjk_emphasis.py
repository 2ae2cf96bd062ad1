"""Emphasis where text has no spaces around it, as the CJK-friendly amendments have it."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from publishing.markdown.emphasis import read_cjk_emphasis


@pytest.fixture(scope="module")
def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable("strikethrough")
    read_cjk_emphasis(md)
    return md


STRONG = [
    "**「強調」**です",
    "これは**「重要」**です。",
    "太郎は**“こんにちは”**といった",
    "**この文を強調できますか（Can I?）?**残念",
    "**終わり。**次の文",
    "**分享这个页面。**然后",
    "请看**《红楼梦》**这本书",
    "我可以**(这个)**吗",
    "**이 용어(This term)**를 강조",
    "**「용어」**는 좋다",
    "**テスト!**です",
    "ハイパーテキストの**(HTML)**とは",
    "**葛\U000e0100**は",
    "(**強調。**)の",
    "a**〜**a",
]


@pytest.mark.parametrize("text", STRONG)
def test_stars_beside_cjk_text_are_emphasis(parser: MarkdownIt, text: str) -> None:
    before, inside, after = text.split("**")
    html = parser.render(text).strip()
    assert html == f"<p>{before}<strong>{inside}</strong>{after}</p>"


def test_code_and_other_marks_are_as_good(parser: MarkdownIt) -> None:
    html = parser.render("我**这个`code`**吗 ~~「消」~~で *「斜」*と")
    assert html == (
        "<p>我<strong>这个<code>code</code></strong>吗 <s>「消」</s>で <em>「斜」</em>と</p>\n"
    )


SAME = [
    "a **b** c, a**b**c, **(b)**c, a**(b)**",
    "** b ** c",
    "これは ** 強調 ** です",
    "a_b_c _「強調」_です",
    "**Я(я)**я",
    "**🎉**a **a🎉**a 🎉**(a)**a",
    "2 ** 3 ** 4",
    "*a* **b** ***c*** _d_ __e__",
    "**a(b)**ж",
]


@pytest.mark.parametrize("text", SAME)
def test_all_else_is_as_commonmark_has_it(parser: MarkdownIt, text: str) -> None:
    assert parser.render(text) == MarkdownIt("commonmark").enable("strikethrough").render(text)
