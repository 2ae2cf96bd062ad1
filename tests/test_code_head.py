"""What stands behind the mark of a fence is shown, or told of: titles, marked lines, numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.markdown.code_head import CodeHead, read_head
from tests.rendering import FIRST_LINE, Renderer

HEADS = [
    ("", CodeHead("")),
    ("python", CodeHead("python")),
    ("c++", CodeHead("c++")),
    ("C#", CodeHead("C#")),
    ("language-ruby", CodeHead("ruby")),
    ("python:", CodeHead("python")),
    # Marked lines.
    ("js {1,3-5}", CodeHead("js", marked="1,3-5")),
    ("js{1, 3 - 5}", CodeHead("js", marked="1,3-5")),
    ("{2}", CodeHead("", marked="2")),
    ('py hl_lines="2 3"', CodeHead("py", marked="2,3")),
    ("py hl_lines=2", CodeHead("py", marked="2")),
    ('go {hl_lines=["8-9",15]}', CodeHead("go", marked="8-9,15")),
    ("ts:no-line-numbers {1}", CodeHead("ts", marked="1")),
    # Titles.
    ('py title="a b.py"', CodeHead("py", title="a b.py")),
    ("py title='a'", CodeHead("py", title="a")),
    ("py title=“a b”", CodeHead("py", title="a b")),
    ('title="a.py"', CodeHead("", title="a.py")),
    ("js title=app.js {1}", CodeHead("js", title="app.js", marked="1")),
    ("js:src/app.js", CodeHead("js", title="src/app.js")),
    ("js:title=src/app.js{1,3}", CodeHead("js", title="src/app.js", marked="1,3")),
    ("js [config.js]", CodeHead("js", title="config.js")),
    ("js src/app.js", CodeHead("js", title="src/app.js")),
    # Numbers.
    ("py linenums", CodeHead("py", first=1)),
    ('py linenums="7"', CodeHead("py", first=7)),
    ("js showLineNumbers{5}", CodeHead("js", first=5)),
    ("js{numberLines: true}{1}", CodeHead("js", marked="1", first=1)),
    ("ts:line-numbers=2", CodeHead("ts", first=2)),
    ("js linenos=false", CodeHead("js")),
    ("go {linenos=table,linenostart=199}", CodeHead("go", first=199)),
    # All of them, as Zola, Pandoc, Quarto, Material and knitr write them.
    (
        "rust,linenos,hl_lines=1-2 5,linenostart=3, name=x.rs",
        CodeHead("rust", title="x.rs", marked="1-2,5", first=3),
    ),
    ('{.python .numberLines startFrom="10"}', CodeHead("python", first=10)),
    (
        '{.python filename="x.py" code-line-numbers="1,3"}',
        CodeHead("python", title="x.py", marked="1,3"),
    ),
    ('{ .py .annotate title="x" }', CodeHead("py", title="x")),
    ("{r, echo=FALSE}", CodeHead("r")),
    # What a reader would not see anyway, and what has no meaning.
    ("js live noInline", CodeHead("js")),
    ("rust,should_panic,edition2018", CodeHead("rust")),
    ("js A Title", CodeHead("js", unread=("A", "Title"))),
    ('js "word"', CodeHead("js", unread=('"word"',))),
]


@pytest.mark.parametrize(("info", "head"), HEADS)
def test_a_head_is_read(info: str, head: CodeHead) -> None:
    assert read_head(info) == head
    assert read_head(f"  {info} ") == head


@given(st.text(alphabet="ab1{}[]()=:,.\"“” -_'<>/#\\", max_size=40))
def test_any_head_is_read(info: str) -> None:
    head = read_head(info)
    assert all(part.isdigit() for part in head.marked.replace("-", ",").split(",") if part)
    assert head.first is None or head.first >= 0


def test_a_title_stands_over_the_code_and_lines_are_marked_and_numbered(renderer: Renderer) -> None:
    proof = renderer.render('```python title="<a>.py" {2} linenums="7"\na\nb\n```')
    assert (proof.errors, proof.warnings) == ([], [])
    (box,) = proof.find("./div[contains(@class, 'literal-block-wrapper')]")
    (caption,) = box.find_class("caption-text")
    assert caption.text_content() == "<a>.py"
    assert [one.text for one in box.find_class("linenos")] == ["7", "8"]
    assert [one.text_content().strip() for one in box.find_class("hll")] == ["8b"]
    assert "&lt;a&gt;.py" in proof.feed
    assert "linenos" not in proof.feed


def test_lines_that_are_not_there_are_passed_over_beside_others(renderer: Renderer) -> None:
    proof = renderer.render("```js {2,4-9}\na\nb\n```")
    assert (proof.errors, proof.warnings) == ([], [])
    assert [one.text_content().strip() for one in proof.find("//*[@class='hll']")] == ["b"]


TAGS = [
    '{% highlight ruby linenos mark_lines="2" %}\na\nb\n{% endhighlight %}',
    '{{< highlight ruby "linenos=table,hl_lines=2" >}}\na\nb\n{{< /highlight >}}',
    "{{< highlight ruby linenos=true hl_lines=2 >}}\na\nb\n{{< /highlight >}}",
    "{% codeblock lang:ruby mark:2 start:1 %}\na\nb\n{% endcodeblock %}",
    "~~~ruby,linenos,hl_lines=2\na\nb\n~~~",
]


@pytest.mark.parametrize("body", TAGS)
def test_tags_of_other_generators_mark_lines_too(renderer: Renderer, body: str) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (block,) = proof.find("//div[@class='highlight-ruby notranslate']")
    assert [one.text for one in block.find_class("linenos")] == ["1", "2"]
    assert [one.text_content().strip() for one in block.find_class("hll")] == ["2b"]


def test_comments_mark_lines_beside_the_head(renderer: Renderer) -> None:
    body = "```text {1}\na\n// highlight-next-line\nb\nc // [!code highlight]\nd\n```"
    proof = renderer.render(body)
    marked = [str(one.text_content()).strip() for one in proof.find("//*[@class='hll']")]
    assert (marked, proof.said) == (["a", "b", "c"], "")


def test_a_tag_keeps_its_title(renderer: Renderer) -> None:
    body = "{% codeblock A 'title' lang:ruby https://a.example x %}\na\n{% endcodeblock %}"
    assert [one.text for one in renderer.render(body).find("//*[@class='caption-text']")] == [
        "A title"
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("js {9}", "marked lines: '9' names no lines of this code"),
        ("js {1-99999999}", "marked lines: '1-99999999' names no lines of this code"),
        ("js A Title", "'A Title' behind the language of code has no effect"),
    ],
)
def test_what_cannot_be_shown_is_told_of(renderer: Renderer, head: str, said: str) -> None:
    proof = renderer.render(f"Text.\n\n```{head}\na\n```")
    assert proof.errors == []
    assert [line for line, _ in proof.warnings] == [FIRST_LINE + 2]
    assert said in proof.said
    assert "help: " in proof.said


CELLS = [
    ("```{code-cell} python\n:tags: [hide-input]\n\nprint(1)\n```", "python"),
    ("```{code-cell} ipython3\n---\ntags: [x]\n---\nprint(1)\n```", "python"),
    ("```{python}\n#| echo: false\nprint(1)\n```", "python"),
    ("```{r, echo=FALSE}\nprint(1)\n```", "r"),
    ("```{julia}\nprint(1)\n```", "julia"),
    (":::{code-cell} python\nprint(1)\n:::", "python"),
]


@pytest.mark.parametrize(("body", "language"), CELLS)
def test_a_cell_that_another_tool_would_run_is_code(
    renderer: Renderer, body: str, language: str
) -> None:
    proof = renderer.render(body)
    assert (proof.errors, proof.warnings) == ([], [])
    (block,) = proof.find(f"//div[@class='highlight-{language} notranslate']")
    assert block.text_content().strip() == "print(1)"


def test_a_list_that_the_site_has_anyhow_is_left_out(renderer: Renderer) -> None:
    proof = renderer.render("```{postlist}\n:limit: 5\n```\n\nText.\n\n```{contents}\n```")
    assert proof.errors == []
    assert proof.warnings == [
        (FIRST_LINE, "directive-dropped"),
        (FIRST_LINE + 6, "directive-dropped"),
    ]
    assert proof.html.strip() == "<p>Text.</p>"
