"""Quotes, dashes and ellipses as printers set them, in words and never in code or addresses."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes
from docutils.utils.smartquotes import smartchars
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util.nodes import is_smartquotable


class PostSmartQuotes(SphinxSmartQuotes):
    """Curls quotes as Sphinx does, without a look at text that has nothing to curl.

    docutils applies twenty patterns to each piece of text, a quarter of all time that
    transforms took; what is said to be literal it passes on as it is.
    """

    def apply(self, **kwargs: Any) -> None:
        """Curl quotes, and put back what was hidden from that."""
        self._is_hidden = False
        super().apply(**kwargs)
        if self._is_hidden:
            for text in [*self.document.findall(nodes.Text)]:
                if _HIDDEN.search(text):
                    text.parent.replace(text, nodes.Text(text.translate(_SHOW)))

    def get_tokens(self, txtnodes: Any) -> Any:
        """Yield each piece of text and whether it is to be changed."""
        code: list[str] = []  # elements of raw HTML that show code, and are open here
        for node in txtnodes:
            text = str(node)
            if isinstance(node.parent, nodes.raw):
                for end, tag in _CODE.findall(text):
                    code = [*code, tag] if not end else code[:-1]
            # Of the parents of a text that has nothing to curl, nothing need be known.
            if not _CURLED.search(text) or code or _is_literal(node):
                yield "literal", text
                continue
            kind, text = curled(text)
            self._is_hidden |= kind == "plain" and bool(_HIDDEN.search(text))
            yield kind, text


def curled(text: str) -> tuple[str, str]:
    """Return a plain text and what is to be done with it, which for most is nothing more.

    Marks in addresses and in what looks like code are other characters until it is done.
    """
    if _CURLED.search(_APOSTROPHE.sub("", text)):
        if _AT_RISK.search(text):
            text = _LITERAL.sub(lambda found: _kept(found[0]), text)
        return "plain", text.replace("\\", _BACKSLASH)
    return "literal", _APOSTROPHE.sub(smartchars.apostrophe, text)


def shown(text: str) -> str:
    """Return what :func:`curled` has hidden in a text as it was written."""
    return text.translate(_SHOW)


def _kept(found: str) -> str:
    end = len(found.rstrip(_AFTER)) if "://" in found else len(found)
    return found[:end].translate(_HIDE) + found[end:]


def _is_literal(text: nodes.Text) -> bool:
    """Whether a text is code, or is typed as it stands."""
    if not is_smartquotable(text):
        return True
    parent = text.parent
    is_marked = isinstance(parent, (nodes.strong, nodes.emphasis))
    return is_marked and not _NAMES.isdisjoint(parent["classes"])


_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_CURLED: Final = re.compile(r"""["'`\\]|--|\.\.|\. \.""")
"""What docutils.utils.smartquotes.educate_tokens changes, with the action ``qDe``."""

_AT_RISK: Final = re.compile(r"""--|\.\.\.|://|www\.|=["']""")
"""Marks that could be changed in an address or in code; most texts have only quotes."""

_CODE: Final = re.compile(r"<(/?)(code|kbd|pre|samp|tt|var)\b")
_NAMES: Final = frozenset({"command", "makevar", "manpage", "mimetype", "program"})
"""Classes of roles for what is typed as it stands."""

_IN: Final = r"[^\s\"'‘’“”«»()\[\],;!?]"
_LITERAL: Final = re.compile(
    rf"""
    (?:[a-z][a-z0-9+.-]*://|mailto:|www\.)[^\s<>"]+      # an address
    |(?:^|(?<=[\s"'‘“(\[{{|,/=]))--(?=[A-Za-z]){_IN}*     # an option: --dry-run
    |<!--|-->
    |{_IN}*[/\\_=@|~^<>{{}}]{_IN}*                        # a path, a name, a mailbox
    |{_IN}*\w\.[A-Za-z]\w+{_IN}*                          # a file, a host
    |(?<=\w\()\.\.\.(?=\))                                # any arguments: f(...)
    |(?<![\w-])[b-z]--(?!\w)                           # i--
    |(?<=\d)\.\.\.(?=\d)
    |(?<==)(?P<quote>["'])[^"']{{0,100}}(?P=quote)          # class="x"
    """,
    re.VERBOSE,
)
_AFTER: Final = ".,;:!?'\")]"
"""Marks that stand after an address, not in it."""

_MARKS: Final = "-.'\"`\\"
_STANDING_IN: Final = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
"""Characters that Unicode has given to programs, for use within them."""
_BACKSLASH: Final = _STANDING_IN[-1]
_HIDE: Final = str.maketrans(_MARKS, _STANDING_IN)
_SHOW: Final = str.maketrans(_STANDING_IN, _MARKS)
_HIDDEN: Final = re.compile(f"[{_STANDING_IN}]")
