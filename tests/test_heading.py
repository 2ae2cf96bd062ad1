from __future__ import annotations

import pytest

from publishing.frontmatter import heading


@pytest.mark.parametrize(
    ("body", "text", "level", "lines", "leads"),
    [
        ("# A\n\nText", "A", 1, (0, 1), True),
        ("\n\n## A ##\nText", "A", 2, (2, 3), True),
        ("A\nand B\n===\n\nText", "A and B", 1, (0, 3), True),
        ("A\n---\n", "A", 2, (0, 2), True),
        ("(here)=\n% a comment\n<!-- and\n\none more -->\n# A", "A", 1, (5, 6), True),
        (
            "# *A* `b` [c](d) ![e](f) &amp; <b>g</b> \\# {kbd}`h` i  ",
            "A b c e & g # h i",
            1,
            (0, 1),
            True,
        ),
        ("# A {#id .class}\n", "A", 1, (0, 1), True),
        ("# Press <kbd>A</kbd> ~~x~~ <!-- no -->&lt;b>", "Press A x <b>", 1, (0, 1), True),
        ("# We :tada: ==x== H~2~O ++ctrl+c++", "We 🎉 x H2O Ctrl+C", 1, (0, 1), True),
        ("# $x^2$ for $5 or US$10[^1]", "x² for $5 or US$10", 1, (0, 1), True),
        ("# E=mc<sup>2</sup><script>no</script>", "E=mc2", 1, (0, 1), True),
        ("# <IMG src=a alt='A logo'> [b]{.c}", "A logo b", 1, (0, 1), True),
        ("# **「強調」**です", "「強調」です", 1, (0, 1), True),
        ("# {abbr}`HTML (Hyper)` {rfc}`1` {ref}`a <b>`", "HTML RFC 1 a", 1, (0, 1), True),
        ("Text\n\n# A", "A", 1, (2, 3), False),
        ("```\n# code\n```\n# A", "A", 1, (3, 4), False),
        ("~~~{note}\n# inner\n~~~\n# A", "A", 1, (3, 4), False),
        (":::{note}\n# inner\n:::\n# A", "A", 1, (3, 4), False),
        ("> # quoted\n\n# A", "A", 1, (2, 3), False),
        ("- # listed\n\n# A", "A", 1, (2, 3), False),
        ("    # indented\n\n# A", "A", 1, (2, 3), False),
        ("<pre>\n# html\n</pre>\n\n# A", "A", 1, (4, 5), False),
        ("$$\n# math\n$$\n\n# A", "A", 1, (4, 5), False),
        ("#\n\n## A", "A", 2, (2, 3), False),
    ],
)
def test_the_first_heading_is_found_as_plain_text(
    body: str, text: str, level: int, lines: tuple[int, int], leads: bool
) -> None:
    found = heading.first(body)
    assert found is not None
    assert (found.text, found.level, (found.start, found.end)) == (text, level, lines)
    assert found.leads is leads
    assert (heading.leading(body) is not None) is leads


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Text",
        "#no space",
        "Text\n#\n",
        "- - -\n",
        "---\n",
        "| a |\n| - |\n",
        "#\n",
        "x\n\n---\n",
    ],
)
def test_a_body_without_headings_has_none(body: str) -> None:
    assert heading.first(body) is None


def test_lines_keep_their_number_without_the_heading() -> None:
    body = "\nA\n===\nText\n"
    found = heading.leading(body)
    assert found is not None
    assert heading.without(body, found) == "\n\n\nText\n"


def test_a_heading_is_the_only_one_of_its_level_or_not() -> None:
    body = "# A\n\n```\n# code\n```\n\n## B\n"
    found = heading.first(body)
    assert found is not None
    assert heading.is_only(found, body)
    assert not heading.is_only(found, f"{body}\n# C\n")
