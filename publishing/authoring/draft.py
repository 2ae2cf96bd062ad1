"""A post that begins: its place, and front matter that explains itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import Final

from publishing.conf.settings import Settings
from publishing.frontmatter import names
from publishing.frontmatter.keys import BY_NAME, DRAFT
from publishing.frontmatter.node import quoted
from publishing.frontmatter.post import read_post
from publishing.library.folder import FOLDER
from publishing.model.filename import mended
from publishing.model.post import Post
from publishing.model.problem import Problem, error
from publishing.model.slug import LONGEST, identity_of


class DraftRefused(ValueError):  # noqa: N818
    """What was given makes no post; :attr:`problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a post before it is written.

    :ivar day: the day that its date is set to, in the zone of the site.
    :ivar authors: names, or ids of `authors.yml`.
    :ivar images: whether pictures will stand in it.
    """

    title: str
    day: date
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    images: bool = False

    @property
    def path(self) -> str:
        """Where it is written: always a folder of its own, in which pictures find a place."""
        return f"{FOLDER}/{self.day.year}/{slug_of_title(self.title)}/index.md"

    def text(self, settings: Settings) -> str:
        """Return the file, which reads back as what was given.

        :raises DraftRefused: a value cannot stand in a post.
        """
        text = "\n".join(self._lines()) + "\n"
        post, problems = read_post(self.path, text.encode("utf-8", "surrogatepass"), settings)
        if not even(self.title):
            raise DraftRefused([error(self.path, 1, 1, "title-missing", "title: there is none")])
        if post is None:
            raise DraftRefused([problem for problem in problems if problem.is_error])
        self._hold(post)
        return text

    def _hold(self, post: Post) -> None:
        assert post.title == even(self.title)
        assert post.description == even(self.description)
        assert post.draft

    def _lines(self) -> Iterator[str]:
        yield "---"
        yield from _explained("title", quoted(even(self.title)))
        yield from _explained("date", self.day.isoformat())
        yield from _explained("author", _listed(self.authors))
        yield from _explained("description", quoted(even(self.description)))
        yield from _explained("tags", f"[{', '.join(map(_item, self.tags))}]")
        if self.images:
            for name in ("image", "image_alt"):
                *comment, line = _explained(name, BY_NAME[name].example)
                yield from (*comment, f"# {line}")
        yield f"# {DRAFT.effect} Delete this line when the post is ready."
        yield "draft: true"
        yield "---"
        yield ""
        if self.images:
            yield "<!-- ![What the picture shows](picture.jpg) -->"
            yield ""
        yield "TODO: say in the first sentence what a reader gets from the post."


def slug_of_title(title: str) -> str:
    """Return the name of a post's folder: the words of its title, joined by hyphens.

    Words in ASCII if there are any, Latin letters without their accents; else those of the
    title's own script, which an address can hold as well.
    """
    spoken = _SIGNS.sub(lambda sign: f" {_SPOKEN[sign[0]]} ", identity_of(title))
    groups = groupby(spoken, lambda char: unicodedata.category(char)[0] in "LNM")
    words = [_unaccented("".join(group)) for is_word, group in groups if is_word]
    chosen = [word for word in words if word.isascii()] or words
    slug = ""
    for word in chosen:
        if slug and len(slug) + len(word) >= LONGEST:
            break
        slug += f"-{word}" if slug else word[:LONGEST]
    return mended(slug)


def _unaccented(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain if plain.isascii() else word


def even(text: str) -> str:
    """Return a text on one line, in composed characters, as posts are read."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _explained(name: str, value: str) -> Iterator[str]:
    """Yield what a key is, as a comment, and the key with its value."""
    first = BY_NAME[name].description.partition(". ")[0].rstrip(".")
    yield from fill(f"{first}.", 98, initial_indent="# ", subsequent_indent="# ").split("\n")
    yield f"{name}: {value}"


def _listed(texts: tuple[str, ...]) -> str:
    """Return a name, or a list of names where one has a comma that is no part of a list."""
    if len(texts) == 1 and names.split(texts[0]) == [texts[0]]:
        return _item(texts[0])
    return f"[{', '.join(map(_item, texts))}]"


def _item(text: str) -> str:
    return text if _is_word(text) else quoted(even(text))


def _is_word(text: str) -> bool:
    """Whether a text needs no quotation marks in a list of YAML."""
    return text.replace("-", "").isalnum() and text[0] != "-" and text != "null"


_SPOKEN: Final = {"+": "plus", "#": "sharp", "&": "and"}
_SIGNS: Final = re.compile(r"(?<=[^\W_])\+|(?<=\+)\+|(?<=[^\W_])#|(?<=\s)&(?=\s)")
