"""Markdown that nobody would write: whatever it is, it is printed or refused, and does no harm."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from publishing.policy import rules as policy
from tests.hostile.test_published import live
from tests.rendering import SECRET, Renderer


def pieces(text: str, *more: str) -> st.SearchStrategy[str]:
    """One of the pieces of *text* between bars, where an arrow is a line break."""
    found = "".join(text.split("\n")).split("¦")
    return st.sampled_from([*(piece.replace("⏎", "\n") for piece in found), *more])


_VALUES = pieces(
    """x¦1¦100%¦2 3¦-1¦99999999999¦a b¦auto¦left¦ref¦any¦|¦"¦{x}¦---¦`¦$x$¦1-999999999¦
https://e.example/¦../other/index.md¦chart.png¦../../../secret.txt¦linked.txt¦javascript:alert(1)
""",
    "",
    "\u202e",
)
_WORDS = pieces(
    """text ¦*a* ¦**b** ¦~~c~~ ¦`d` ¦$m$ ¦é ¦&lt; ¦"q" ¦\\¦|¦⏎¦[¦]¦](¦)¦![¦[^1] ¦{#a} ¦[z]{.b} ¦
{{ x }} ¦{% y %} ¦[x](chart.png) ¦![y](chart.png) ¦[](#a) ¦[](../other/index.md) ¦[x](.env) ¦
![](../../../conf.py) ¦[x](javascript:alert(1)) ¦<https://e.example/> ¦<kbd>k</kbd> ¦<b>¦</b>¦<div>¦
</div>¦<script>¦</script>¦<!-- ¦-->¦<img src=x onerror=alert(1)>¦<svg onload=alert(1)>¦<style>¦
<a href='¦<table>""",
    "\u200d",
)
_ROLES = st.builds(
    "{{{}}}`{}`".format,
    st.sampled_from([*sorted(policy.ROLES), "raw", "x"]),
    pieces("x¦a <b>¦a (b)¦../other/index¦t <../../../secret.txt>¦x;y"),
)
_TEXTS = st.lists(_WORDS | _ROLES, min_size=1, max_size=6).map("".join)
_LEAVES = pieces("""(a)=⏎¦{.tip #b}⏎¦***⏎¦+++⏎¦% c⏎¦    code⏎⏎¦- [ ] a⏎⏎¦$$⏎a⏎$$⏎¦
<details><summary>a</summary>⏎⏎¦</details>⏎⏎¦<table><tr><td>⏎⏎¦</table>⏎⏎¦</div></main></body>⏎⏎¦
<!-- ⏎⏎¦[a]: b⏎⏎¦[^1]: c⏎⏎¦| a |⏎|---|⏎| b |⏎⏎""") | st.builds(
    "{}{}\n\n".format, pieces("# ¦### ¦- ¦1. ¦> ¦: ", ""), _TEXTS
)
_DIRECTIVES = st.sampled_from([*sorted(policy.DIRECTIVES), "include", "raw", "post", "nonsense"])
_OPTIONS = st.sampled_from([*sorted(policy.OPTIONS), "file", "url", "style"])


def _directive(name: str, argument: str, options: dict[str, str], inner: list[str]) -> str:
    body = "".join(inner)
    fence = "`" * (3 + body.count("`{"))
    lines = "".join(f":{option}: {value}\n" for option, value in options.items())
    return f"{fence}{{{name}}} {argument}\n{lines}\n{body}{fence}\n\n"


def _nested(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, max_size=3)
    options = st.dictionaries(_OPTIONS, _VALUES, max_size=3)
    directives = st.builds(_directive, _DIRECTIVES, _VALUES, options, several)
    quoted = blocks.map(lambda text: "> " + text.replace("\n", "\n> ") + "\n\n")
    listed = blocks.map(lambda text: "- " + text.replace("\n", "\n  ") + "\n\n")
    return directives | quoted | listed


BODIES = st.lists(st.recursive(_LEAVES, _nested, max_leaves=8), max_size=5).map("".join)


@settings(max_examples=150)
@given(body=BODIES)
def test_whatever_a_post_holds_it_is_printed_or_refused(renderer: Renderer, body: str) -> None:
    start = time.process_time()
    proof = renderer.render(body)
    assert time.process_time() - start < 5
    assert SECRET not in proof.html + proof.feed + proof.said
    assert "Traceback" not in proof.said
    assert all(char == "\n" or char.isprintable() for char in proof.said)
    assert {Path(name).suffix for name in proof.files} <= {".png", ".csv"}
    for text in (proof.html, proof.feed):
        page = lxml_html.document_fromstring(f"<html><body><main>{text}</main><footer>")
        (main,) = page.xpath("/html/body/main")
        assert main.getnext().tag == "footer"
        assert live(main) == []


@settings(max_examples=100)
@given(text=st.text(max_size=200))
def test_any_text_is_printed_or_refused(renderer: Renderer, text: str) -> None:
    proof = renderer.render(text)
    assert proof.errors or "Traceback" not in proof.said
