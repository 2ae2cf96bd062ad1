"""What libraries say of a post comes to its author in our words, with a line and a mend."""

from __future__ import annotations

import re

import pytest

from publishing.render.wording import known, reworded
from tests.rendering import FIRST_LINE, Renderer

Found = tuple[int, str, str, str]
"""Line of the body, severity, message and help."""


CASES: dict[str, tuple[str, list[Found]]] = {
    "fn no text": (
        "A[^a].\n\n[^a]:\n",
        [
            (3, "warning", "the note [^a] has no text", "write its text behind [^a]:"),
        ],
    ),
    "fn undefined": (
        "Claim[^nope] here.\n",
        [
            (
                1,
                "warning",
                "there is no note [^nope], so its mark shows as it is written",
                "write its text into a paragraph of its own: [^nope]: …",
            ),
        ],
    ),
    "fn unused": (
        "Text.\n\n[^x]: Unused.\n",
        [
            (
                3,
                "warning",
                "nothing in the text refers to the note [^x]",
                "write [^x] where it belongs, or delete the note",
            ),
        ],
    ),
    "fn double": (
        "A[^a].\n\n[^a]: One.\n\n[^a]: Two.\n",
        [
            (
                5,
                "warning",
                "a second note is called [^a], and is left out",
                "write another name than [^a]:, or delete it",
            ),
        ],
    ),
    "dup target": (
        "(a)=\n## One\n\n(a)=\n## Two\n\n[x](#a)\n",
        [
            (
                4,
                "warning",
                "the name 'a' is given twice, and links lead to the first",
                "give one of the two another name",
            ),
        ],
    ),
    "dup attr para": (
        "{#a}\nOne\n\n{#a}\nTwo\n",
        [
            (
                5,
                "warning",
                "the name 'a' is given twice, and links lead to the first",
                "give one of the two another name",
            ),
        ],
    ),
    "dup name option": (
        "```{figure} chart.png\n:name: a\nx\n```\n\n```{figure} chart.png\n:name: a\ny\n```\n",
        [
            (
                6,
                "warning",
                "the name 'a' is given twice, and links lead to the first",
                "give one of the two another name",
            ),
        ],
    ),
    "dup eq label": (
        "$$a$$ (e)\n\n$$b$$ (e)\n\n{eq}`e`\n",
        [
            (
                3,
                "warning",
                "a second formula has the label 'e', and is left without",
                "give it another label",
            ),
        ],
    ),
    "dup eq label2": (
        "```{math}\n:label: e\na\n```\n\n```{math}\n:label: e\nb\n```\n",
        [
            (
                6,
                "warning",
                "a second formula has the label 'e', and is left without",
                "give it another label",
            ),
        ],
    ),
    "dup ref def": (
        "[a]\n\n[a]: https://example.org\n[a]: https://example.com\n",
        [
            (
                4,
                "warning",
                "the address of [a] is stated twice, and the first is taken",
                "delete one of the two, or give it another name",
            ),
        ],
    ),
    "eq unknown": (
        "{eq}`nope`\n",
        [
            (
                1,
                "warning",
                "there is no formula with the label 'nope' in this post",
                "write (nope) behind the $$ that ends it",
            ),
        ],
    ),
    "ref unknown": (
        "{ref}`nope`\n",
        [
            (
                1,
                "warning",
                "there is no 'nope' in this post to link to",
                "name a heading or a figure",
            ),
        ],
    ),
    "unknown lexer": (
        "```nolang\nx\n```\n",
        [
            (
                1,
                "warning",
                "code: no language is called 'nolang', so it has no colours",
                "did you mean golang?",
            ),
        ],
    ),
    "lexer error": (
        "```json\n{a: }}}\n```\n",
        [
            (
                1,
                "warning",
                "code: 'a' is not json, so some of it has no colours",
                "correct the code, or write ```text",
            ),
        ],
    ),
    "list-table bad": (
        "```{list-table}\nText\n```\n",
        [
            (
                1,
                "error",
                "{list-table} holds something other than one list",
                "begin each row with * - and each further cell with two spaces and -",
            ),
        ],
    ),
    "list-table uneven": (
        "```{list-table}\n* - a\n  - b\n* - c\n```\n",
        [
            (
                1,
                "error",
                "{list-table}: cells in row 2: 1, and in the first row: 2",
                "give every row as many cells as the first",
            ),
        ],
    ),
    "list-table empty": (
        "```{list-table}\n```\n",
        [
            (
                1,
                "error",
                "{list-table} is empty",
                "write its text on the lines below it, or delete it",
            ),
        ],
    ),
    "list-table header too many": (
        "```{list-table}\n:header-rows: 3\n\n* - a\n  - b\n```\n",
        [
            (
                1,
                "error",
                "{list-table}: the option :header-rows: says 3, and there are 1",
                "write a smaller number",
            ),
        ],
    ),
    "csv bad": (
        '```{csv-table}\n:header: a, b\n\n1,"2\n```\n',
        [
            (
                1,
                "error",
                "{csv-table}: a row cannot be read: unexpected end of data",
                "close every quotation mark, and write two for one inside of a cell",
            ),
        ],
    ),
    "csv empty": (
        "```{csv-table}\n```\n",
        [
            (
                1,
                "warning",
                "{csv-table} is empty",
                "write its text on the lines below it, or delete it",
            ),
        ],
    ),
    "csv widths": (
        "```{csv-table}\n:widths: 1, 2, 3\n\n1,2\n```\n",
        [
            (
                1,
                "error",
                "{csv-table}: the option :widths: has more or fewer numbers than there are columns",
                "write one for each column",
            ),
        ],
    ),
    "csv delim": (
        "```{csv-table}\n:delim: ab\n\n1,2\n```\n",
        [
            (
                2,
                "warning",
                "{csv-table}: 'ab' is no value of the option :delim:",
                "write one character",
            ),
        ],
    ),
    "table no table": (
        "```{table} T\nText\n```\n",
        [
            (
                1,
                "error",
                "{table} holds no table, or more than one",
                "write one table of Markdown into it",
            ),
        ],
    ),
    "table align": (
        "```{table} T\n:align: middle\n\n| a |\n|---|\n| 1 |\n```\n",
        [
            (
                2,
                "warning",
                "{table}: 'middle' is no value of the option :align:",
                "write one of left, center, right",
            ),
        ],
    ),
    "figure no arg": (
        "```{figure}\nx\n```\n",
        [
            (
                1,
                "error",
                "{figure} stands alone, where something must follow it",
                "write {figure} picture.png",
            ),
        ],
    ),
    "figure legend list": (
        "```{figure} chart.png\n- a\n```\n",
        [
            (
                1,
                "error",
                "the caption of a {figure} begins with something other than a paragraph",
                "begin with the words of the caption, and an empty line after them",
            ),
        ],
    ),
    "image content": (
        "```{image} chart.png\ntext\n```\n",
        [
            (
                1,
                "warning",
                "{image} shows no text, so the lines below it are left out",
                "put them outside of it; a picture with a caption is a {figure}",
            ),
        ],
    ),
    "image width": (
        "```{image} chart.png\n:width: wide\n```\n",
        [
            (
                2,
                "warning",
                "{image}: 'wide' is no value of the option :width:",
                "write a number, with px, em or % behind it",
            ),
        ],
    ),
    "image height pct": (
        "```{image} chart.png\n:height: 50%\n```\n",
        [
            (
                2,
                "warning",
                "{image}: '50%' is no value of the option :height:",
                "write a number, with px, em or % behind it",
            ),
        ],
    ),
    "admonition no title": (
        ":::{admonition}\nText\n:::\n",
        [
            (
                1,
                "error",
                "{admonition} stands alone, where something must follow it",
                "write {admonition} Title",
            ),
        ],
    ),
    "note empty": (
        ":::{note}\n:::\n",
        [
            (1, "error", "{note} is empty", "write its text on the lines below it, or delete it"),
        ],
    ),
    "note unknown option": (
        ":::{note}\n:colour: red\nText\n:::\n",
        [
            (2, "warning", "{note}: there is no option :colour:", "write one of :class: :name:"),
        ],
    ),
    "topic in note": (
        "::::{note}\n:::{topic} T\nText\n:::\n::::\n",
        [
            (
                3,
                "error",
                "{topic} cannot stand inside a box, a list or a quotation",
                "put it between paragraphs, or write {note}",
            ),
        ],
    ),
    "code lineno": (
        "```{code-block} python\n:lineno-start: abc\nx\n```\n",
        [
            (
                2,
                "warning",
                "{code-block}: 'abc' is no value of the option :lineno-start:",
                "write a number",
            ),
        ],
    ),
    "code dedent": (
        "```{code-block} python\n:dedent: 4\nx\n```\n",
        [
            (
                1,
                "warning",
                "{code-block}: the option :dedent: cuts off more than spaces",
                "write a smaller number, or leave it out",
            ),
        ],
    ),
    "code dedent neg": (
        "```{code-block} python\n:dedent: -1\nx\n```\n",
        [
            (
                2,
                "warning",
                "{code-block}: '-1' is no value of the option :dedent:",
                "write a number above zero",
            ),
        ],
    ),
    "code caption bad": (
        "```{code-block} python\n:caption: |\nx\n```\n",
        [
            (
                2,
                "warning",
                "{code-block}: the option :caption: says nothing",
                "write a value behind :caption:",
            ),
        ],
    ),
    "math bad": (
        "$\\frac{a}$ and $\\foo$\n",
        [
            (
                1,
                "warning",
                "formula: it ends where something must follow",
                "close every bracket, and give every command what it needs: \\frac{a}{b}",
            ),
            (
                1,
                "warning",
                "formula: the command \\foo is not known",
                "write it with the commands of LaTeX's amsmath; readers see its source until then",
            ),
        ],
    ),
    "math bad block": (
        "$$\n\\begin{align} a &= b\n$$\n",
        [
            (
                1,
                "warning",
                "formula: the environment 'align' is not known",
                "write aligned, cases, matrix or another of LaTeX's amsmath",
            ),
        ],
    ),
    "grid text": (
        ":::{grid} 2\nText\n:::\n",
        [
            (
                2,
                "warning",
                "{grid} holds something other than {grid-item}",
                "put it into {grid-item}, or outside",
            ),
        ],
    ),
    "grid bad": (
        ":::{grid} many\nText\n:::\n",
        [
            (
                1,
                "error",
                "{grid}: this is no number of columns",
                "write a number from 1 to 12, or four: {grid} 1 2 3 4",
            ),
        ],
    ),
    "grid-item alone": (
        ":::{grid-item}\nText\n:::\n",
        [
            (1, "warning", "{grid-item} stands outside of {grid}", "put it into a {grid}"),
        ],
    ),
    "card footer alone": (
        ":::{card-footer}\nText\n:::\n",
        [
            (1, "warning", "{card-footer} stands outside of {card}", "put it into a {card}"),
        ],
    ),
    "tab-set text": (
        "::::{tab-set}\nText\n::::\n",
        [
            (
                2,
                "warning",
                "{tab-set} holds something other than {tab-item}",
                "put it into {tab-item}, or outside",
            ),
        ],
    ),
    "tab-set-code text": (
        "::::{tab-set-code}\nText\n::::\n",
        [
            (
                1,
                "warning",
                "{tab-set-code} holds something other than code between ``` lines",
                "put it into code between ``` lines, or outside",
            ),
        ],
    ),
    "step alone": (
        ":::{step} T\nText\n:::\n",
        [
            (1, "warning", "{step} stands outside of {steps}", "put it into a {steps}"),
        ],
    ),
    "steps color": (
        "::::{steps}\n:color: mauve\n:::{step} T\nx\n:::\n::::\n",
        [
            (2, "warning", "{steps}: 'mauve' is no value of the option :color:", "write muted"),
        ],
    ),
    "carousel no arg": (
        ":::{card-carousel}\n:::\n",
        [
            (
                1,
                "error",
                "{card-carousel} stands alone, where something must follow it",
                "write {card-carousel} 2",
            ),
        ],
    ),
    "button no arg": (
        "```{button-link}\n```\n",
        [
            (
                1,
                "error",
                "{button-link} stands alone, where something must follow it",
                "write {button-link} https://example.org",
            ),
        ],
    ),
    "option yaml comment": (
        ":::{note}\n:class: tip # hi\nx\n:::\n",
        [
            (
                2,
                "warning",
                "{note}: what stands behind # is no comment, but part of the option",
                "leave it out",
            ),
        ],
    ),
    "option no value": (
        "```{image} chart.png\n:alt\n```\n",
        [
            (
                2,
                "warning",
                "{image}: an option is not written as one",
                "write a colon on both sides of its name: `:name: value`",
            ),
        ],
    ),
    "role rfc bad": (
        "{rfc}`abc`\n",
        [
            (
                1,
                "error",
                "{rfc}: 'abc' is no number",
                "write the number of the document: {rfc}`4287`",
            ),
        ],
    ),
    "role pep bad": (
        "{pep}`abc`\n",
        [
            (1, "error", "{pep}: 'abc' is no number", "write the number of the document: {pep}`8`"),
        ],
    ),
    "attr size": (
        "![x](chart.png){width=abc}\n",
        [
            (1, "warning", "'abc' is no width", "write a number, with px or % behind it"),
        ],
    ),
    "tasklist": (
        "- [ ]\n- [x] \n",
        [
            (2, "warning", "a box to tick has no words", "write what is to be done behind it"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_in_our_words(renderer: Renderer, case: str) -> None:
    body, found = CASES[case]
    said = [
        (one.line - FIRST_LINE + 1, one.severity.value, one.message, one.help)
        for one in renderer.render(body).rendered.problems
    ]
    assert said == found


JARGON = re.compile(
    r"argument|attribute|block expected|children|directive|docutils|explicit|node|parent of|pars"
    r"|supplied|target|\[design"
)


def test_no_message_speaks_the_language_of_docutils(renderer: Renderer) -> None:
    for body, _ in CASES.values():
        for one in renderer.render(body).rendered.problems:
            assert not JARGON.search(one.message + one.help), one
            assert one.help, one


def test_what_nobody_has_thought_of_is_said_as_it_is() -> None:
    said = "Something new.\nA second line. [myst.new]"
    assert known(said) is None
    assert reworded(said, "grid") == (
        "{grid}: this cannot be read: Something new",
        "write it as the examples in CONTRIBUTING.md do, or leave it out",
    )


def test_a_mark_without_a_note_is_shown_as_it_is_written(renderer: Renderer) -> None:
    proof = renderer.render("A[^b] and[^c].\n\n[^b]: *Here*.\n")
    assert proof.rendered.excerpt == "A and[^c]."
    assert [mark.get("id") for mark in proof.find("//a[@role='doc-noteref']")] == ["fnref:b"]


def test_of_two_formulas_with_one_label_the_first_has_it(renderer: Renderer) -> None:
    proof = renderer.render("$$a$$ (e)\n\n```{math}\n:label: e\nb\n```\n\n{eq}`e`\n")
    (formula,) = proof.find("//div[@id='equation-e']")
    assert "a" in formula.text_content()
    assert [link.get("href") for link in proof.find("//p/a")] == ["#equation-e"]


@pytest.mark.parametrize("mark", ["more", "truncate", "TEASER_END", "PELICAN_END_SUMMARY"])
def test_a_mark_ends_the_excerpt_and_does_not_show(renderer: Renderer, mark: str) -> None:
    body = f"The lead.\n\n![x](chart.png)\n\nMore of it.\n\n<!-- {mark} -->\n\nThe rest.\n"
    proof = renderer.render(body)
    assert proof.rendered.excerpt == "The lead. More of it."
    assert "!--" not in proof.html
    assert proof.rendered.problems == ()


def test_without_a_mark_the_first_paragraph_is_the_excerpt(renderer: Renderer) -> None:
    assert renderer.render("One.\n\nTwo.\n\n<!-- a note -->\n").rendered.excerpt == "One."
    assert renderer.render("<!-- more -->\n\nOne.\n\nTwo.\n").rendered.excerpt == "One."
