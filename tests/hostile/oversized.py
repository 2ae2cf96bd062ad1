"""Bodies that are too much of something, and what is said of each.

No file holds them: they are long, and each is one line of Python.
"""

from __future__ import annotations

_LARGE = "a post may hold"

OVERSIZED: dict[str, tuple[str, str]] = {
    "characters": ("word " * 50_000, "characters; a post may hold 200,000"),
    "line": ("x" * 10_001, "10,001 characters in one line; a post may hold 10,000"),
    "lines": ("\n" * 10_001, "lines; a post may hold 10,000"),
    "paragraph": ("word\n" * 2_500, "characters in one paragraph"),
    "quotations": (">" * 1000 + " x", "blocks inside each other; a post may hold 12"),
    "lists": ("\n".join(" " * 2 * i + "- x" for i in range(30)), "blocks inside each other"),
    "boxes": (
        "\n".join("`" * (30 - i) + "{note}" for i in range(20))
        + "\nx\n"
        + "\n".join("`" * (11 + i) for i in range(20)),
        "blocks inside each other",
    ),
    "elements": ("<b>" * 60 + "x" + "</b>" * 60, "elements too deep inside each other"),
    "directives": ("```{note}\nx\n```\n\n" * 301, "301 directives; a post may hold 300"),
    "headings": ("# x\n\n" * 501, "501 headings; a post may hold 500"),
    "footnotes": ("".join(f"[^{i}]: x\n\n" for i in range(501)), "501 footnotes"),
    "links": ("[x](https://e.example/)\n\n" * 2_001, "2,001 links and pictures"),
    "names": ("(x)=\n" * 501, "501 names for links; a post may hold 500"),
    "brackets": (("[" * 99 + "\n\n") * 50, "brackets; a post may hold 4,000"),
    "cells": (
        "|" + "a|" * 50 + "\n|" + "-|" * 50 + "\n" + ("|" + "a|" * 50 + "\n") * 200,
        "cells in tables; a post may hold 10,000",
    ),
    "cells of csv-table": ("```{csv-table}\n" + "a,b,c,d\n" * 800 + "```", "cells and captions"),
    "tokens": ("*a* " * 2_000 + "\n\n" + ("*a* " * 2_000 + "\n\n") * 19, "pieces of Markdown"),
    "code": ("```\n" + "x = 1\n" * 9_990 + "x" * 100 + "\n```", "characters in one block of code"),
    "formula": ("$" + "a+" * 1_001 + "a$", "characters in one formula; a post may hold 2,000"),
    "HTML": ("<div>\n" + "word word\n" * 2_100 + "</div>", "characters in one block of HTML"),
    "address": (f"[x](https://e.example/{'x' * 8_000})", "it may have 8,000"),
    "addresses": (
        "[x]: https://e.example/" + "y" * 7_900 + "\n\n" + "[x]\n" * 60,
        "characters in addresses and titles; a post may hold 400,000",
    ),
    "rows": ("```{list-table}\n" + "* - a\n" * 9_000 + "```", _LARGE),
}
