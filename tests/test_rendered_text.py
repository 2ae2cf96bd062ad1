"""The text of a page is what a reader sees of it."""

from __future__ import annotations

import pytest

from publishing.base.formula_text import formula_text, mathml, tex_text, with_readable_formulas
from publishing.base.rendered_text import heading_text, plain, read


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One  two\nthree</p>", "One two three"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<ul><li>One</li><li>two</li></ul>", "One two"),
        ("one<br>two", "one two"),
        ("An <s>old</s> word: <kbd>Ctrl</kbd>+<kbd>C</kbd>", "An old word: Ctrl+C"),
        ("<em>un</em>usual <code><span class='pre'>x.y</span></code>s", "unusual x.ys"),
        ("H<sub>2</sub>O and the 10<sup>th</sup>", "H2O and the 10th"),
        ("<p>5 &lt; 6 &amp;amp; &eacute;&nbsp;!</p>", "5 < 6 &amp; é !"),
        ("hyphen&shy;ation, zero\u200bwidth", "hyphenation, zerowidth"),
        ('<img alt="a > b" src="x.png">after', "after"),
        ("<img alt='\">' src=x>after", "after"),
        ("a <!-- note\n --> b", "a b"),
        ("a < b <3", "a < b <3"),
        ('x<a class="headerlink" href="#x" title="Link">#</a> y', "x y"),
        ('x<a class="footnote-reference brackets" href="#n"><span>[</span>1]</a>.', "x."),
        (
            '<aside class="footnote"><span class="label">[<a href="#r">1</a>]</span>'
            '<span class="backrefs">(<a href="#r">1</a>)</span><p>Note.</p></aside>',
            "Note.",
        ),
        ('<span class="linenos">1</span>code', "code"),
        ('<a class="reference" href="/x/">kept</a>', "kept"),
        ('<a class="sd-stretched-link sd-hide-link-text" href="/x/"><span>/x/</span></a>', ""),
        ('<span aria-hidden="true">→ <span>x</span></span> on', "on"),
        ('<img aria-hidden="true" src="x.png">after', "after"),
        ("<svg><title>Arrow</title><path d='M0'></path></svg>on", "on"),
        ("<video>Your browser shows no films.</video>on", "on"),
        ("<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>", "東京"),
        ("see <math><msup><mi>x</mi><mn>2</mn></msup></math>.", "see x²."),
        ("<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>", "a < b"),
        ("a<b><script>alert('<b>')</script></b>b", "ab"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_heading_that_is_a_picture_is_called_by_its_words() -> None:
    assert heading_text('<img alt="A map" src="m.png"> of it') == "A map of it"
    assert plain('<img alt="A map" src="m.png"> of it') == "of it"


def test_the_paragraphs_of_the_text_itself() -> None:
    html = """
    <p class="rubric">Rubric</p>
    <blockquote><p>Quoted</p></blockquote>
    <aside class="topic"><p>Topic</p></aside>
    <div class="admonition note"><p class="admonition-title">Note</p><div><p>Box</p></div></div>
    <ul><li><p>Item</p></li></ul><table><tbody><tr><td><p>Cell</p></td></tr></tbody></table>
    <figure><figcaption><p>Caption</p></figcaption></figure>
    <section id="a"><h2>A</h2><p>In a <em>section</em></p>
    <div class="text-center"><p>In the middle</p></div><div><p>In a box</p></div></section>
    <p>Last</p>
    """
    assert list(read(html).paragraphs()) == [
        "In a section",
        "In the middle",
        "In a box",
        "Last",
    ]
    assert list(read(html).asides()) == ["Quoted", "Topic", "Box", "Item", "Cell", "Caption"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<ul><li><p>One</p><ul><li>two <b>2</b></li></ul></li><li>three</li></ul>",
            "One two 2 three",
        ),
        (
            "<dl><dt>Term <em>one</em></dt><dd><p>Its meaning.</p></dd></dl>",
            "Term one Its meaning.",
        ),
        ("<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td></tr></table>", "A B 1"),
        (
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>Save.</p></div>',
            "Save.",
        ),
        ("<details><summary>More</summary><p>Hidden</p></details>", "More Hidden"),
        ('<div class="highlight"><pre>import os</pre></div>', ""),
    ],
)
def test_the_text_of_what_stands_apart(html: str, text: str) -> None:
    assert list(read(f"<h2>Head</h2>{html}").asides()) == [text]
    assert list(read(f"<h2>Head</h2>{html}").paragraphs()) == []


def test_ids_are_those_of_elements() -> None:
    html = (
        '<p id="a">x id="no"<a class="footnote-reference" id="b">1</a></p><h2 id="c&quot;">y</h2>'
    )
    assert read(html).ids == {"a", "b", 'c"'}


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("n", "n"),
        ("x^2 + y_1", "x² + y₁"),
        ("x_i^{n+1}", "xᵢ^(n + 1)"),
        (r"\frac{a+b}{2c}", "(a + b)/(2c)"),
        (r"\sum_{i=0}^n i", "∑_(i = 0)ⁿ i"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\sqrt{x+y}", "√(x + y)"),
        (r"\sqrt[3]{n}", "³√n"),
        (r"\hat{x} \le -1", "x̂ ≤ −1"),
        (r"\binom{n}{k}", "(n over k)"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\text{if } f'(x)", "if f'(x)"),
        (r"a \quad b", "a b"),
        (r"90^\circ", "90°"),
        (r"\unheardof{x}", r"\unheardof{x}"),
    ],
)
def test_formulas_are_read_as_they_are_seen(tex: str, text: str) -> None:
    assert tex_text(tex) == text


def test_a_formula_of_a_page_is_read_like_its_source() -> None:
    assert formula_text(mathml(r"\alpha > 0", block=True)) == "α > 0"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Sorting in $O(n \log n)$ time", "Sorting in O(n log n) time"),
        ("Why $x^2$ is not $n$", "Why x² is not n"),
        ("From $5 to $10", "From $5 to $10"),
        ("US$10 or about 20$", "US$10 or about 20$"),
        ("$HOME and $PATH_X", "$HOME and $PATH_X"),
        ("Costs 5$ or $6_x", "Costs 5$ or $6_x"),
        (r"What \$x^2$ costs", r"What \$x^2$ costs"),
    ],
)
def test_a_title_has_formulas_and_money(written: str, read: str) -> None:
    assert with_readable_formulas(written) == read
