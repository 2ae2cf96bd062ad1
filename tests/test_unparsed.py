"""Markdown that was left as text is told of at its place; text that looks like it is not."""

from __future__ import annotations

import time

import pytest

from tests.rendering import FIRST_LINE, Renderer

Told = tuple[int, int, str]
"""Line of the body, column, and code of a warning."""

LINKS: list[tuple[str, Told]] = [
    ("Text.\n\nRead [the docs][docs] first.", (3, 6, "link-unparsed")),
    ("Read [the docs][] first.", (1, 6, "link-unparsed")),
    ("Read [*the* docs][docs] first.", (1, 6, "link-unparsed")),
    ("Look:\n![A view][view]", (2, 1, "link-unparsed")),
    ("See [[My Page]] and more.", (1, 5, "link-unparsed")),
    ("See [[page|label]].", (1, 5, "link-unparsed")),
    ("![[Other note]]", (1, 1, "link-unparsed")),
    ("See [x](https://example.org/y and on.", (1, 5, "link-unparsed")),
    ("See [x](https://example.org/a b) here.", (1, 5, "link-unparsed")),
    ("See [x](some words) here.", (1, 5, "link-unparsed")),
    ("![A](chart.png\n\nText.", (1, 1, "link-unparsed")),
    ("見て[文字]（https://example.org）です", (1, 3, "link-unparsed")),
    ("See (the site)[https://example.org/v] ok.", (1, 5, "link-unparsed")),
    ("See (the file)[other/index.md] ok.", (1, 5, "link-unparsed")),
    ("See [the docs].\n[the docs]: https://example.org/d", (2, 1, "link-unparsed")),
    ("See [the site(https://example.org/v) ok.", (1, 5, "link-unparsed")),
    ("See {the site}(https://example.org/v) ok.", (1, 5, "link-unparsed")),
    ("See [the site]{https://example.org/v} ok.", (1, 5, "link-unparsed")),
    ("Text^[a note and on.", (1, 5, "link-unparsed")),
    ("See <https://example.org/a b> ok.", (1, 5, "link-unparsed")),
    ("! [A view](https://example.org/view)", (1, 1, "link-unparsed")),
    ("See [the\nguide](https://example.org/g x) here.", (1, 5, "link-unparsed")),
    ("Read the page](https://example.org/p) now.", (1, 10, "link-unparsed")),
    ("Read [the page]](https://example.org/p) now.", (1, 11, "link-unparsed")),
    ("!A view](chart.png)", (1, 4, "link-unparsed")),
    ("![A view(chart.png)", (1, 1, "link-unparsed")),
    ("Look:\n![A view]\n(chart.png)", (2, 1, "link-unparsed")),
    ("See [the docs]\n(https://example.org/d) ok.", (1, 5, "link-unparsed")),
    ("See [the docs]<https://example.org/d> ok.", (1, 5, "link-unparsed")),
    ("See [the docs]https://example.org/d ok.", (1, 5, "link-unparsed")),
    ("看：！[图](chart.png)", (1, 3, "link-unparsed")),
    ("See <www.example.org> ok.", (1, 5, "link-unparsed")),
    ("See <docs.example.org/a> ok.", (1, 5, "link-unparsed")),
    ("See [the docs] [d].\n\n[d]: https://example.org/d", (1, 5, "link-unparsed")),
]
EMPHASIS: list[tuple[str, Told]] = [
    ("Fine.\n\nThis is **bold and never closed.", (3, 9, "emphasis-unparsed")),
    ("**Note: this", (1, 1, "emphasis-unparsed")),
    ("This is bold** at its end.", (1, 9, "emphasis-unparsed")),
    ("This is ** bold ** now.", (1, 9, "emphasis-unparsed")),
    ("This is **bold ** now.", (1, 9, "emphasis-unparsed")),
    ("This **is **bold.", (1, 6, "emphasis-unparsed")),
    ("This is __ bold __ now.", (1, 9, "emphasis-unparsed")),
    ("This is ~~ gone ~~ now.", (1, 9, "emphasis-unparsed")),
    ("This is __bold and on.", (1, 9, "emphasis-unparsed")),
    ("This is ~~struck and on.", (1, 9, "emphasis-unparsed")),
    ("This is ~struck out~ here.", (1, 9, "emphasis-unparsed")),
    ("This is ==marked and on.", (1, 9, "emphasis-unparsed")),
    ("This *is never closed.", (1, 6, "emphasis-unparsed")),
    ("**bold* and on", (1, 1, "emphasis-unparsed")),
    ("これは**太字です。", (1, 4, "emphasis-unparsed")),
    ("An *important** word", (1, 5, "emphasis-unparsed")),
    ("Text\n*very important**", (2, 7, "emphasis-unparsed")),
    ("**Hello***", (1, 3, "emphasis-unparsed")),
    ("_x__", (1, 2, "emphasis-unparsed")),
    ("A __x_ y", (1, 3, "emphasis-unparsed")),
]
CODE: list[tuple[str, Told]] = [
    ("Use `foo and bar.\n\nNext.", (1, 5, "code-unparsed")),
    ("One\nrun ```make` now.", (2, 5, "code-unparsed")),
    ("Press {kbd}(Ctrl).", (1, 7, "role-unparsed")),
    ("See {ref}:`x`.", (1, 5, "role-unparsed")),
    ("Press {kbd} `Ctrl`.", (1, 7, "role-unparsed")),
    ("Text.\n\n```python\nx = 1\n\n## Heading", (3, 1, "fence-unclosed")),
    ("```py\nx = 1\n~~~\n\nText.", (1, 1, "fence-unclosed")),
    ("```text\nx = 1\n\n```sh\nls\n```\n\nText.", (1, 1, "fence-unclosed")),
    ("- one\n\n  ```sh\n  ls\n\nText.", (3, 3, "fence-unclosed")),
    ("```\nx\n```\n```", (4, 1, "fence-unclosed")),
    ("> ```sh\n> ls\n\nText.", (1, 3, "fence-unclosed")),
    ("Text.\n\n:::{note}\nInside.\n\n## After", (3, 1, "fence-unclosed")),
    ("'''python\nx = 1\n'''", (1, 1, "fence-unparsed")),
]
FORMULAS: list[tuple[str, Told]] = [
    ("So\n\n$$\nx^2 + y\n\nand text.", (3, 1, "formula-unparsed")),
    ("So $ x^2 $ holds.", (1, 4, "formula-unparsed")),
    (r"So $\frac{1}{2} holds.", (1, 4, "formula-unparsed")),
    ("So $ a_{1} + b $ holds.", (1, 4, "formula-unparsed")),
    ("We get\n\n\\[\na = b\n\nand", (3, 1, "formula-unparsed")),
    ("So \\(a = b holds.", (1, 4, "formula-unparsed")),
    ("$$x^2 + 1$", (1, 1, "formula-unparsed")),
    ("So $x^2+1$$ holds.", (1, 4, "formula-unparsed")),
    ("So x^{2} holds.", (1, 4, "formula-unparsed")),
    (r"So \frac{1}{2} holds.", (1, 4, "formula-unparsed")),
]
BLOCKS: list[tuple[str, Told]] = [
    ("##Überblick\n\nx", (1, 1, "heading-unparsed")),
    ("Text.\n###Setup\n\nx", (2, 1, "heading-unparsed")),
    ("##\u00a0Setup", (1, 1, "heading-unparsed")),
    ("#Getting started\n\nx", (1, 1, "heading-unparsed")),
    ("#######Deep", (1, 1, "heading-unparsed")),
    ("####### Deep", (1, 1, "heading-unparsed")),
    ("My part\n\n=====\n\nText.", (3, 1, "heading-unparsed")),
    ("## Setup {#setup\n\nText.", (1, 10, "heading-unparsed")),
    ("-[ ] buy", (1, 1, "list-unparsed")),
    ("- [ ]buy", (1, 3, "list-unparsed")),
    ("Buy:\n[ ] milk\n[x] bread", (2, 1, "list-unparsed")),
    ("[ ] buy milk", (1, 1, "list-unparsed")),
    ("買う\n・水\n・傘", (2, 1, "list-unparsed")),
    ("Buy:\n-one\n-two\n-three", (2, 1, "list-unparsed")),
    ("*one\n*two", (1, 1, "list-unparsed")),
    ("• one\n• two", (1, 1, "list-unparsed")),
    ("1.one\n2.two", (1, 1, "list-unparsed")),
    ("!!! note\nText.", (1, 1, "box-unparsed")),
    ("=== Tab A\n    Text.", (1, 1, "box-unparsed")),
    ("::note\nText.\n::", (1, 1, "box-unparsed")),
    ("[!NOTE]\nText.", (1, 1, "box-unparsed")),
    ("> [!NOTE\n> Text.", (1, 3, "box-unparsed")),
    ("> [! NOTE]\n> Text.", (1, 3, "box-unparsed")),
    ("> !NOTE]\n> Text.", (1, 3, "box-unparsed")),
    ("> [!whatever] Text.", (1, 3, "box-unparsed")),
    ("> [!Danger!] Text.", (1, 3, "box-unparsed")),
    ("c {/* d\n\nc", (1, 3, "comment-unparsed")),
    ("import Chart from '@site/src/Chart';", (1, 1, "mdx-unparsed")),
    ("Text.\n\nexport const x = 1;", (3, 1, "mdx-unparsed")),
    ("Text.\n\n<<<<<<< HEAD\nOne", (3, 1, "conflict-unparsed")),
    ("Text,\nbuilt |today|.", (2, 7, "substitution-unparsed")),
    ("## Of |version|", (1, 7, "substitution-unparsed")),
    ("<<<<<<< HEAD\nOne\n=======\nTwo\n\\>>>>>>> other", (1, 1, "conflict-unparsed")),
]
TABLES: list[tuple[str, Told]] = [
    ("Text.\n\n| a | b |\n| 1 | 2 |", (3, 1, "table-unparsed")),
    ("Text.\n\n｜ a ｜ b ｜\n｜---｜---｜", (3, 1, "table-unparsed")),
    ("｜a｜b｜\n|---|---|\n｜1｜2｜", (1, 1, "table-unparsed")),
    ("a | b | c\n1 | 2 | 3", (1, 1, "table-unparsed")),
    ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", (2, 1, "table-unparsed")),
    ("| a | b |\n|---+---|\n| 1 | 2 |", (2, 1, "table-unparsed")),
    ("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+", (1, 1, "table-unparsed")),
    ("| a | b |\n|---|---|\n\n| 1 | 2 |", (4, 1, "table-unparsed")),
    ("| a | b |\n|---|---|\n| 1 | 2 | lost |", (3, 11, "table-cells")),
    ("> | a | b |\n> |---|---|\n> | x || y | 2 |", (3, 10, "table-cells")),
]
HTML: list[tuple[str, Told]] = [
    ("<img src=“pic.png” alt=“A view”>", (1, 1, "html-unparsed")),
    ('A <a href="https://example.org/>site.', (1, 3, "html-unparsed")),
    ("A <Box {...rest} /> here", (1, 3, "html-unparsed")),
    ("A </ div> here", (1, 3, "html-unparsed")),
    ("Text.\n\n<!- note -->", (3, 1, "html-unparsed")),
    ("Text.\n\n<-- todo -->", (3, 1, "html-unparsed")),
    ("<! -- note -->", (1, 1, "html-unparsed")),
    ("A &#8212 dash", (1, 3, "html-unparsed")),
    ("A &nbsp space.", (1, 3, "html-unparsed")),
    ("<details>\n<summary>S</summary>\n**bold** text\n</details>", (3, 1, "html-markdown")),
    ("Text <!-- note to self\n\nmore", (1, 6, "html-unparsed")),
    ("A <Tabs items={['a']}> here", (1, 3, "html-unparsed")),
    ("<p>An *emphasised* word</p>", (1, 7, "html-markdown")),
    ("<div>**bold** text</div>", (1, 6, "html-markdown")),
    ("<p>See [x](https://example.org/).</p>", (1, 8, "html-markdown")),
    ("<div>\n- one\n- two\n</div>", (2, 1, "html-markdown")),
]

MARKS: list[tuple[str, Told]] = [
    ("Today is <%= Time.now %> here.", (1, 10, "mark-unparsed")),
    ("We use \\textbf{bold} words.", (1, 8, "mark-unparsed")),
    ("As in \\cite{knuth}.", (1, 7, "mark-unparsed")),
    ("As in [-@doe2019; @roe2020].", (1, 7, "mark-unparsed")),
    ("### Setup {.cls", (1, 11, "heading-unparsed")),
    ("As in [@knuth1984] and [see @knuth].", (1, 7, "mark-unparsed")),
    ("A text.\n{: .lead\n\nMore.", (2, 1, "mark-unparsed")),
    ("[x](https://example.org/) {target=_blank}", (1, 27, "mark-unparsed")),
    ("![A](chart.png) {width=50%}", (1, 17, "mark-unparsed")),
    ("![A](chart.png){width:50%}", (1, 16, "mark-unparsed")),
    ("![A](chart.png){50%} and", (1, 16, "mark-unparsed")),
    ("![A](chart.png){width=50%", (1, 16, "mark-unparsed")),
    ("![A](chart.png){ width 50%} ok", (1, 16, "mark-unparsed")),
    ("Text.\n\n\\newpage", (3, 1, "mark-unparsed")),
    ("Text.\n\\vspace{1cm}", (2, 1, "mark-unparsed")),
    ("An idea. ^idea-1\n\nMore.", (1, 10, "mark-unparsed")),
]


@pytest.mark.parametrize(
    ("body", "told"), [*MARKS, *LINKS, *EMPHASIS, *CODE, *FORMULAS, *BLOCKS, *TABLES, *HTML]
)
def test_what_is_left_as_text_is_told_of(renderer: Renderer, body: str, told: Told) -> None:
    problems = [p for p in renderer.render(body).rendered.problems if "syntax" not in p.code]
    assert [(p.line - FIRST_LINE + 1, p.column, p.code) for p in problems] == [told]
    assert all(problem.help for problem in problems)


HARMLESS = [
    # Brackets.
    "Take a[i][j] and x[0] = y[1], or f[i](x, y).",
    "He wrote [sic] and [1] (https://example.org/a) and [2][3].",
    "Ask [@ann] or [ann@example.org] and [@ann2020](https://example.org/).",
    "The classes [a-z][0-9] and [^a-z][0-9].",
    "He said [sic] [docs] and [1]<https://example.org/> [2]\n(https://example.org/).",
    "你好！[这里](https://example.org/) [x]\n(see below) <stdio.h> <java.net> <T.Item> <a.b>",
    "The [draft] `x` [of\nit] (a) and A <-- b --> c <--> d; \\newpage, ｜x｜ ・ one\nC:\\newpage",
    "*a*\\* **b**\\_ *c*. **d**: *e***f** a_*b*_c _*g*_ **_h_** ***i*** [!NOTE] of",
    "A matrix [[1, 2], [3, 4]] and `[[x]]` and \\[[x]].",
    "if [[ -f x ]]; then",
    "A score of 3** or 4*** is high, char *p, int **q and char **argv in C.",
    "<pre>{{ d }}</pre>\n\nText <code>{{ d }}</code> {% raw %}{{ x }}{% endraw %}",
    "A lambda [](int x y) and [&](auto x y).",
    "[docs] https://example.org/d and [a] (see b).",
    "See [docs][], [docs] and [them][docs].\n\n[docs]: https://example.org/d",
    "Ann [laughing]: no, Bonjour ! [ici](https://example.org/)",
    "\\[x](a b) and [x\\](a b)",
    "The size |x| of x, `|today|`, \\|today|, a|today|b and ||version||.",
    # Stars, underscores, tildes.
    "2 * 3 * 4 and a *b; 5*6 and *args, **kwargs.",
    "2**3 and 2 ** 3 ** 4 and f(**options) and **/*.py and src/**",
    "Call f(*args, **kwargs) with **kwargs only.",
    "*Not including tax.\n\nPrice*, net",
    "The __init__ and __dirname of it, ____ to fill in",
    "What the f*** is this s**t, oh s**, at 5 EUR***, 6 EUR** and 7 EUR*** in all",
    "From ==> to <== it, and <==done here",
    "[[:alpha:]]+ and [[:digit:]] or [[=e=]]",
    "~ann and ~bob, ~/a~ and ~5 or ~6~, about ~ten to ~twenty",
    "file_{date}.csv and {a--b} and #18F and &#1; and `x^{2}`",
    "The *nix world, ~~5 and ~/a, ~~~",
    "a == b and c ==d, if x ==value then; ===",
    "A \\**bold and \\*\\*this",
    "\\** and **a** **b**",
    # Backticks.
    "``TeX's quotes'' and `older ones' here.",
    "A lone ` sign, \\` escaped, and ```` ` ````.",
    "```md\n'''python\n##x\n| a | b |\n| 1 | 2 |\n```",
    "````md\n```py\nx\n```\n````",
    "```\nx\n```",
    "~~~\n```py\n~~~",
    "- one\n\n  ```sh\n  ls\n  ```\n- two",
    "    :::python\n    x = 1",
    "::::{note}\n:::{tip}\nx\n:::\n::::",
    # Money and paths.
    "It costs $5 and $ 6, or 5 $ and 6 $. US$10, $$ and $$$.",
    "$$ is slang for money.",
    "C:\\alpha{x} and \\n and \\alpha",
    # Marks of other tools.
    "x ^y, a ^2 and ^10, `x` {a=b} and <% and a ^b-c here.",
    "C:\\ref{x} and `\\textbf{x}` and \\\\textbf{x} or \\[sic] \\(see below",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nText | more.",
    "f(a[i](b.html)) and ](x) and a](b) c",
    # Lines.
    "#1 of the list and issue #42 and C#.",
    "#rust #BlackLivesMatter",
    "#BlackLivesMatter\n\n#rust\n\n#GTFS\n\n#Rust is great.",
    "## Heading\n\n##\n\n#! /bin/sh",
    "-5\n-3\n\n--flag\n--other\n\n-v\n-x\n\n- one\n- two\n\n+1\n+2",
    "1.5\n2.5\n\n1.x\n2.x",
    "- [ ] buy\n- [x] write\n- [x](https://example.org/)\n- [a]bc",
    "!!! Wow.\n\n??? What.",
    "std::note and ::before",
    "import the data from 'there' first.\n\nexport default settings, if any.",
    "|x| is never below zero.\n|y| is.",
    "Home | About\n\na || b\nc || d",
    "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | |\n| a \\| b | `x` |",
    "One\n---\n\nTwo\n===",
    # HTML.
    "If a <b and c> d, or x <a && y, a < b = c.",
    "Press <kbd>`</kbd> and <br/> and &amp; and https://e.example/?a=1&copy=2",
    "<p>2 * 3 * 4 * and *, a*b*c</p>",
    "<pre>**x** and [x](https://example.org/)</pre>\n\n<p><code>**x**</code> 2 * 3 * 4</p>",
    "<details>\n<summary>S</summary>\n\n**bold** text\n\n</details>",
    "<table>\n<tr><td>-</td></tr>\n</table>\n\n<!-- **x** -->",
    "\\<img src=“a.png”>",
    "x^[1] and {a}(b) and [a]{b} and a <!- b and <T extends {}>",
]


@pytest.mark.parametrize("body", HARMLESS)
def test_ordinary_text_is_not(renderer: Renderer, body: str) -> None:
    codes = {p.code for p in renderer.render(body).rendered.problems}
    assert {code for code in codes if code.endswith(_CODES)} == set()


_CODES = ("-unparsed", "fence-unclosed", "table-cells", "html-markdown", "-leftover")


def test_what_is_told(renderer: Renderer) -> None:
    """The words of each kind, and nothing of what is said in another way already."""
    proof = renderer.render("##Setup\n\n| a |\n|---|\n| 1 | `x|y` |\n\nSee [a b](c d and **more.")
    assert proof.said == (
        "posts/2026/here/index.md:5:1: warning: '##Setup': no heading, without a plain space"
        " behind #\n"
        "    help: write a space between # and the words; if it is text, \\#\n"
        "posts/2026/here/index.md:9:7: warning: '`x' is lost: the row has 3 cells, and the"
        " table 1\n"
        "    help: add a column to the head of the table; a bar that is text is written \\|\n"
        "posts/2026/here/index.md:11:5: warning: '[a b](c d and **more.': a link is shown as text,"
        " since the bracket behind its address is missing\n"
        "    help: write [a b](address); an address with spaces stands between < and >\n"
        "posts/2026/here/index.md:11:19: warning: '**more.': ** marks nothing and is shown as it"
        " is\n"
        "    help: write **words**, in one paragraph and with no space inside the marks;"
        " if it is text, \\*\\*"
    )


@pytest.mark.parametrize(
    "piece",
    [
        "[a](", "[a][b ", "[[a", "(a)[", "<https://a ", "**a ", "** a ", "*ab c ", "`` ` ", "$ ^",
        "\\(", "\\[", "%%a ", "{/*", "| - ", "-|-:", "<a b=", "&nbsp ", "~~a ", "__a ", "[!", "H~2",
        "![a](b =1 ", "\\begin{align}\n", "\\[\n", "%%\n", "{/*\n", "|a|b\n", "-|\n",
        "-a\n", "##a\n", "```a\n\n", ":::a\n\n", "<div>**a\n\n", "// [!code hl] ",
        "[ab]\n", "[ab] [", "[ab]<", "<www.a.", "<a.", "！[",
        "｜a", "｜a\n｜", "<-- ", "*a** ", "_a__", "__a_ ",
        "$$a^$", "$a^$$ ", "[ ] a\n", "\\vspace{", "`a`{width=", "\u200b- a\n",
        "==> ", "https://a.io/b... ",
    ],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_others(renderer: Renderer, piece: str) -> None:
    times = []
    for size in (1_000, 4_000):
        start = time.process_time()
        renderer.render(piece * (size // len(piece)))
        times.append(time.process_time() - start)
    assert times[1] < max(8 * times[0], 2.0), times


PLACES: list[tuple[str, Told]] = [
    ("Text\ntwo <b>bold", (2, 5, "html-unclosed")),
    ("`<b>` and <b>one</b> <b>two", (1, 22, "html-unclosed")),
    ("A `<T>` is a <T>.", (1, 14, "html-unknown")),
    ("Run <script>x</script> now.", (1, 5, "html-removed")),
    ("A {ktd}`x` role.", (1, 3, "role-unknown")),
]


@pytest.mark.parametrize(("body", "told"), PLACES)
def test_what_is_wrong_in_a_line_is_told_at_its_column(
    renderer: Renderer, body: str, told: Told
) -> None:
    (problem,) = renderer.render(body).rendered.problems
    assert (problem.line - FIRST_LINE + 1, problem.column, problem.code) == told


def test_what_is_said_begins_with_words(renderer: Renderer) -> None:
    """Two colons at its beginning would be a command to a log of GitHub."""
    (problem,) = renderer.render(":::note\nText.").rendered.problems
    assert problem.message == "the box ::: is never closed: all that follows is in it"


def test_a_box_with_spaces_in_its_braces_is_told_how(renderer: Renderer) -> None:
    (problem,) = renderer.render("```{ note }\nText.\n```").rendered.problems
    assert problem.help == "for a box, write ```{note} without a space inside the braces"


def test_the_nearest_file_is_told_where_a_link_leads_to_nothing(renderer: Renderer) -> None:
    (problem,) = renderer.render("[b](../other/indx.md)").rendered.problems
    assert problem.help == "did you mean index.md?"
