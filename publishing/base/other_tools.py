"""What reads the habits of other tools, by name: loaded where a text has a sign of them.

A publication of its own posts never loads :mod:`publishing.compat`, and nothing depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pkgutil import resolve_name
from typing import Any, Final


class Reader:
    """A function of :mod:`publishing.compat`, and how a text looks that it may have a say in.

    :param name: its module and its name.
    :param sign: a pattern; whatever it does not find, the function leaves as it is.
    """

    def __init__(self, name: str, sign: str = "") -> None:
        self._name, self._sign = name, re.compile(sign)

    def is_met(self, text: str) -> bool:
        """Return whether the sign is anywhere in a text."""
        return self._sign.search(text) is not None

    def is_at(self, text: str, position: int = 0) -> bool:
        """Return whether the sign is at a place of a text."""
        return self._sign.match(text, position) is not None

    @cached_property
    def read(self) -> Callable[..., Any]:
        """The function."""
        found: Callable[..., Any] = resolve_name(f"publishing.compat.{self._name}")
        return found


# Template languages and generators -------------------------------------------------------------

_TAG = r"\{[{%]"
LEFTOVER_TAGS: Final = Reader("template_leftovers:leftovers", _TAG)
PLAIN_ADDRESS: Final = Reader("foreign_links:plain_address", r"[{|]|@/")
SHORTCODE: Final = Reader("shortcode:read_block", _TAG)
TEMPLATE_TAG: Final = Reader("shortcode:read_inline", _TAG)
TAGGED_DEFINITION: Final = Reader("foreign_links:tagged_definition", rf"\[[^\n]*\]:[ \t]+{_TAG}")

# Dialects of Markdown --------------------------------------------------------------------------

ATTRIBUTES: Final = r"\{(?::|[ \t]*(?:[.#]|[A-Za-z][\w-]*[ \t]*=))"
BLOCKS: Final = Reader("dialect:read_blocks")
WORDS: Final = Reader("dialect:read_words", ATTRIBUTES)
LANGUAGE: Final = Reader("code_language:language")

# Front matter ----------------------------------------------------------------------------------

PELICAN: Final = Reader("pelican:parse_pelican", r"\s*[A-Za-z][\w-]*[ \t]*:(?:[ \t]|\n|$)")
NIKOLA: Final = Reader("nikola:parse_nikola", r"\s*(?:<!--[ \t]*\n|\.\. [A-Za-z])")
POST_DIRECTIVE: Final = Reader("ablog_directive:parse_post_directive", r"\{post\}")
TOML: Final = Reader("toml:parse_toml")
TOML_SLIPS: Final = Reader("toml:toml_slips")
IS_IGNORED: Final = Reader("foreign_keys:is_ignored")
HOLDS_BACK: Final = Reader("foreign_keys:holds_back")
STATES_DAY: Final = Reader("foreign_keys:states_day")
STATED_DAY: Final = Reader("foreign_keys:stated_day")
INNER_KEYS: Final = Reader("tables:inner_keys")
NAME_IN_TABLE: Final = Reader("tables:name_in_table")
AUDIENCE: Final = Reader("audience:audience_of")
ROLES: Final = (
    r"(?i:\b(?:analyst|architect|ceo|chair|chief|consultant|cto|designer|developer|director|editor"
    r"|engineer|founder|head of|inc|intern|lead|llc|ltd|manager|president|principal|professor"
    r"|researcher|scientist|secretary|specialist|strategist|writer)\b)"
)
"""What somebody does, behind the comma after a name."""
AUTHOR_NAMES: Final = Reader("author_names:plain_names", rf"\]\(|<|[,;].*{ROLES}")
AUTHORS_FILE: Final = Reader("authors_file:unwrapped")
AUTHORS_KEY: Final = Reader("authors_file:renamed")
NAMES_BETWEEN_SPACES: Final = Reader("jekyll:names_between_spaces")
