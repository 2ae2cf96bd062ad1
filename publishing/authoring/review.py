"""The review that an editor gives before reading: warnings, each with its line and its mend.

What may not be published is refused by the model and the policy. These are things that are
allowed and still worth a minute: a picture without words, a skipped heading, a word misspelt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from posixpath import basename, splitext
from typing import Final
from urllib.parse import unquote

from publishing.authoring.body_outline import BodyOutline, Picture
from publishing.authoring.misspelling import WORDS, may_misspell, misspellings
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.model.problem import Problem, shown, warning


def review(
    post: Post, body_outline: BodyOutline, right: frozenset[str] | None
) -> Iterator[Problem]:
    """Yield what an editor would say of a post.

    :param right: words that are right however they look; nothing for a post that is not English.
    """
    yield from _headings(post, body_outline)
    yield from _pictures(post, body_outline)
    yield from _leftovers(post, body_outline)
    yield from _marks(post, body_outline)
    if right is not None:
        yield from _spelling(post, body_outline, right)


def same_slugs(posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield a warning for every post whose name an older one has in another folder."""
    first: dict[str, Post] = {}
    for post in sorted(posts, key=lambda post: (post.date is None, _day(post), post.path)):
        where = permalinks.key(post.address)
        slug = _DAY.sub("", where.rpartition("/")[2])
        other = first.setdefault(slug, post)
        if permalinks.key(other.address) != where:
            found = f"file name: {shown(slug)} is also that of {other.path}"
            mend = "give one another name: a reader who types it, or searches for it, finds both"
            yield warning(post.path, 1, 1, "slug-twice", found, mend)


def _day(post: Post) -> str:
    return post.date.day.isoformat() if post.date else ""


def _headings(post: Post, body_outline: BodyOutline) -> Iterator[Problem]:
    first = [heading for heading in body_outline.headings if heading.level == 1]
    if first:
        count = "a heading" if len(first) == 1 else f"{len(first)} headings"
        found = f"heading: {count} of the first level, which is the title's"
        mend = "begin sections with ##, and those inside them with ###"
        yield warning(post.path, first[0].line, 1, "heading-first", found, mend)
    level = 1
    for heading in body_outline.headings:
        if heading.level > level + 1:
            above = "the title" if level == 1 else f"level {level}"
            found = f"heading: level {heading.level} follows {above}"
            mend = f"write {'#' * (level + 1)}: screen readers tell the level"
            yield warning(post.path, heading.line, 1, "heading-skipped", found, mend)
        level = heading.level


def _pictures(post: Post, body_outline: BodyOutline) -> Iterator[Problem]:
    for picture in body_outline.pictures:
        name, position = shown(picture.source), _position(post, picture.line, picture.source)
        if picture.alt is None or (not picture.alt.strip() and picture.form != "html"):
            found = f"picture: {name} has no alternative text"
            yield warning(post.path, *position, "picture-alt", found, _describe(picture))
        elif picture.alt.strip().lower() in _names(picture.source):
            found = f"picture: the alternative text of {name} is its file name"
            yield warning(post.path, *position, "picture-alt", found, _describe(picture))
    if post.image and not post.image_alt:
        found = f"image: {shown(post.image)} has no alternative text"
        mend = "write image_alt: and what the picture shows, for those who do not see it"
        yield warning(post.path, *post.positions.get("image", (1, 1)), "image-alt", found, mend)


def _describe(picture: Picture) -> str:
    source = picture.source if len(picture.source) <= _SHORT else "…"
    forms = {
        "markdown": f"write ![what it shows]({source})",
        "directive": "write below it :alt: and what it shows",
        "html": 'write alt="what it shows", or alt="" if it shows nothing that matters',
    }
    return forms[picture.form]


def _names(source: str) -> set[str]:
    name = basename(unquote(source)).lower()
    return {name, splitext(name)[0], "image", "picture", "photo", "screenshot", "alt text"}


def _leftovers(post: Post, body_outline: BodyOutline) -> Iterator[Problem]:
    """Tell of what other generators read and this one shows, besides their template tags."""
    for code, pattern, mend in _LEFTOVERS:
        found = [
            (passage.line, match)
            for passage in body_outline.passages
            for match in pattern.finditer(passage.text)
        ]
        if found:
            line, match = found[0]
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            what = f"leftover {shown(match[0])}{more}, shown to readers as it is"
            yield warning(post.path, *_position(post, line, match[0]), code, what, mend)


def _marks(post: Post, body_outline: BodyOutline) -> Iterator[Problem]:
    if not _MARK_WORD.search(post.title + post.description + post.body):
        return
    for position, text in _texts(post, body_outline):
        for match in _MARK.finditer(text):
            found = f"{shown(match[0])} marks what is not done"
            mend = "write what is missing, or take the mark out; in code it may stay: `TODO`"
            yield warning(post.path, *_position(post, position, match[0]), "mark-left", found, mend)


def _spelling(post: Post, body_outline: BodyOutline, right: frozenset[str]) -> Iterator[Problem]:
    if not may_misspell("\n".join((post.title, post.description, post.body))):
        return
    seen: Counter[tuple[int, str]] = Counter()
    for position, text in _texts(post, body_outline):
        for error in misspellings(text, right):
            seen[position, error.word] += 1
            where = _position(post, position, error.word, seen[position, error.word])
            yield _misspelt(post, where, error.word, error.meant)


def _texts(post: Post, body_outline: BodyOutline) -> Iterator[tuple[int, str]]:
    """Yield all that is read of a post, each with its line."""
    for key in ("title", "description"):
        yield post.positions.get(key, (1, 1))[0], getattr(post, key)
    for passage in body_outline.passages:
        yield passage.line, passage.text


def _position(post: Post, line: int, text: str, nth: int = 1) -> tuple[int, int]:
    """Return where the nth such text from a line on stands; code spans may have wrapped it."""
    if line < post.body_line:
        return line, 1
    lines = post.body.split("\n")[line - post.body_line :][:_WRAPPED]
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    for number, written in enumerate(lines, line):
        for match in pattern.finditer(written):
            nth -= 1
            if not nth:
                return number, match.start() + 1
    return line, 1


def _misspelt(post: Post, position: tuple[int, int], word: str, meant: tuple[str, ...]) -> Problem:
    better = " or ".join(meant[:_OFFERED])
    mend = f"write {better}; if the word is right, add it to {WORDS}"
    return warning(post.path, *position, "spelling", f"spelling: {shown(word)}", mend)


_MARK: Final = re.compile(
    r"^(?:TODO|FIXME|XXX|TBD)\b|\b(?:TODO|FIXME|XXX|TBD)\b(?=\s*[:(\[])|\bTKTK\b"
    r"|(?i:\blorem ipsum dolor\b)"
)
_MARK_WORD: Final = re.compile(r"TODO|FIXME|XXX|TBD|TKTK|(?i:lorem)")
_LEFTOVERS: Final = (
    (
        "leftover-attributes",
        re.compile(r"(?<=\w )\{:[^{}\n]*\}"),
        "delete it: kramdown's attributes belong to a block, or right behind a mark",
    ),
    (
        "leftover-shortcode",
        re.compile(r"\[(?:caption|gallery|embed|audio|video|playlist)\s[^\]\n]*=[^\]\n]*\]"),
        "write it in Markdown: ![what it shows](file.png)",
    ),
)
_DAY: Final = re.compile(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[-_]")
_SHORT: Final = 60
_OFFERED: Final = 4
_WRAPPED: Final = 6
"""Lines that a paragraph's code spans are taken to wrap over at most."""
