"""Names between bars, for which Sphinx puts something in reStructuredText: ``|today|``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publishing.markdown.unparsed.finding import Text, Unparsed, line_of

_NAME: Final = re.compile(r"(?<![\w|])\|(?:today|version|release)\|(?![\w|])")


def find_substitutions(text: Text) -> Iterator[Unparsed]:
    """Yield each of the names that Sphinx knows; any other may be the size of a number."""
    for found in _NAME.finditer(text.words) if "|" in text.words else ():
        message = f"{found[0]} stands for nothing in Markdown, and is shown"
        help = "write what it was to say"
        line = line_of(text.words, found.start())
        yield Unparsed("substitution-unparsed", found[0], message, help, line)
