"""Quotes, dashes and ellipses as printers set them, in words and never in code or addresses."""

from __future__ import annotations

import re
from typing import Any, Final

from docutils import nodes

from publishing.render.opening_quotes import OpeningQuotes
from publishing.render.sphinx_internals import (
    SphinxSmartQuotes,
    builder_name,
    is_smartquotable,
    normalize_language_tag,
    smartchars,
)


class PostSmartQuotes(SphinxSmartQuotes):
    """Curls quotes as Sphinx does, without a look at text that has nothing to curl.

    docutils applies twenty patterns to each piece of text, a quarter of all time that
    transforms took; what is said to be literal it passes on as it is.
    """

    def is_available(self) -> bool:
        """Whether quotes of the post's language are curled, by the settings of Sphinx."""
        excluded = self.config.smartquotes_excludes
        self._language = _language_of_quotes(self.document.settings.language_of_text)
        if self._language in map(_even, excluded.get("languages", ())):
            return False
        return (
            bool(self._language and self.config.smartquotes)
            and self.document.settings.smart_quotes is not False
            and builder_name(self.env) not in excluded.get("builders", ())
        )

    def apply(self, **kwargs: Any) -> None:
        """Curl quotes, and put back what was hidden from that."""
        self._is_hidden = False
        # docutils takes the language of its own words for that of the text.
        settings, own = self.document.settings, self.document.settings.language_code
        try:
            settings.language_code = _language_of_quotes(settings.language_of_text) or own
            super().apply(**kwargs)
        finally:
            settings.language_code = own
        if self._is_hidden:
            for text in [*self.document.findall(nodes.Text)]:
                if _HIDDEN.search(text):
                    text.parent.replace(text, nodes.Text(text.translate(_SHOW)))

    def get_tokens(self, txtnodes: Any) -> Any:
        """Yield each piece of text and whether it is to be changed."""
        code: list[str] = []  # elements of raw HTML that show code, and are open here
        opening = OpeningQuotes(self._language)
        for node in txtnodes:
            text = str(node)
            if isinstance(node.parent, nodes.raw):
                for end, tag in _CODE.findall(text):
                    code = [*code, tag] if not end else code[:-1]
                opening.pass_tag(text)
                yield "tag", text
                continue
            # Of the parents of a text that has nothing to curl, nothing need be known.
            if not _CURLED.search(text) or code or _is_literal(node):
                opening.pass_text(text)
                yield "literal", text
                continue
            kind, text = curled(text, opening, is_first=_is_first(node))
            self._is_hidden |= kind == "plain" and bool(_HIDDEN.search(text))
            yield kind, text


def curled(
    text: str, opening: OpeningQuotes | None = None, *, is_first: bool = False
) -> tuple[str, str]:
    """Return a plain text and what is to be done with it, which for most is nothing more.

    Marks in addresses and in what looks like code are other characters until it is done.

    :param opening: curls those marks that docutils would curl the wrong way.
    :param is_first: whether an element, such as a link, begins with the text.
    """
    if _CURLED.search(_APOSTROPHE.sub("", text)):
        if _AT_RISK.search(text):
            text = _LITERAL.sub(lambda found: _kept(found[0]), text)
        if opening:
            text = opening.curled(text, is_first=is_first)
        return "plain", text.replace("\\", _BACKSLASH)
    if opening:
        opening.pass_text(text)
    return "literal", _APOSTROPHE.sub(smartchars.apostrophe, text)


def _is_first(text: nodes.Text) -> bool:
    """Whether an element within a line, such as a link, begins with a text."""
    parent = text.parent
    is_inline = isinstance(parent, nodes.Element) and isinstance(parent, nodes.Inline)
    return is_inline and parent.index(text) == 0


def _language_of_quotes(tag: str) -> str:
    """Return the language of docutils' table whose marks a text has; nothing if there is none."""
    known = (name for name in normalize_language_tag(tag) if name in smartchars.quotes)
    return next(known, "")


def _even(language: str) -> str:
    return language.lower().replace("_", "-")


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


_APOSTROPHE: Final = re.compile(r"(?<=[^\W\u1100-\uffdc])'(?=[^\W\u1100-\uffdc])")
"""An apostrophe within a word; between letters of CJK, a mark begins or ends a quotation."""

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
