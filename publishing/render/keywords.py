"""What a post is about, in the few words of its own that say most of it.

The keywords of a post depend on the post alone, so they are kept with it. Which of the words
tell it from other posts, :mod:`publishing.pages.related` finds out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Final

from publishing.base.words import words_of
from publishing.render.sphinx_internals import languages

WORDS: Final = 48
"""Keywords of a post at most. With half of them, related posts come out noticeably worse."""

_STATED: Final = 3
"""How often a word counts that stands in the title or the description."""


def keywords(stated: str, content: str, language: str) -> tuple[str, ...]:
    """Return the words that a post uses most, but for those that every text uses.

    :param stated: its title and description.
    :param content: the words of its body, as :mod:`publishing.render.text` reads them.

    Words are cut to their beginnings, so that *engine* and *engineering* are one; how well
    that does in the languages of Europe beside real stemming: McNamee and Mayfield,
    "Character n-gram tokenization for European language text retrieval" (2004). Scripts that
    put no spaces between words are read in pairs of characters.
    """
    counts = Counter(_terms(content))
    for term in set(_terms(" ".join(words_of(stated)))):
        counts[term] += _STATED
    for term in _idle(language):
        counts.pop(term, None)
    return tuple(sorted(counts, key=lambda term: (-counts[term], term))[:WORDS])


def _terms(content: str) -> list[str]:
    content = content.casefold()
    return _WORD.findall(content) + [one + other for one, other in _PAIR.findall(content)]


@cache
def _idle(language: str) -> frozenset[str]:
    """Return the beginnings of the words of a language that say nothing, as Sphinx lists them."""
    known = languages.get(language.partition("-")[0].lower(), "")
    if isinstance(known, str):
        module, _, name = known.rpartition(".")
        if not module or name in _LISTED_IN_ENGLISH:
            return frozenset()
        known = getattr(import_module(module), name)
    return frozenset(chain.from_iterable(map(_WORD.findall, known.stopwords)))


_LISTED_IN_ENGLISH: Final = {"SearchChinese", "SearchJapanese"}
"""Classes that have no words of their own, and load dictionaries where some are installed."""

_WORD: Final = re.compile(
    "(?<![^\\W\\d_])(?:[\uac00-\ud7a3]{2}"  # Korean, whose endings begin at the third syllable
    "|[^\\W\\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3,6})"
)

_PAIR: Final = re.compile(
    # What `search_words` has put spaces between. Hiragana is grammar, mostly.
    "(?=([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+|[\u30a0-\u30ff\u3400-\u9fff])"
    " ([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+|[\u30a0-\u30ff\u3400-\u9fff]))"
)
