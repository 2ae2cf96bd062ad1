"""What a change publishes, in words: a comment on a pull request, and what `make change` says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from publishing.authoring.change import Change, Piece
from publishing.library.publication_status import PublicationStatus
from publishing.model.problem import printable

ROOM: Final = 60_000
"""Characters of a comment. GitHub refuses one of more than 65,536."""
_MOST: Final = 30
"""Posts or files that are named."""
_LIST: Final = 10_000
"""Characters of a list of files or addresses, each of which has its own room: whoever changes
very many posts must not push out of sight which files of the site they change."""
_FEW: Final = 10
"""Names of authors or tags."""
_WORDS: Final = 2_000
"""Characters of our own words between the lists."""
_LONGEST: Final = 200
_FENCE: Final = 20
"""Backticks in a row that stand in a code span, which needs one more around it."""


def comment(change: Change, site: str = "") -> str:
    """Return a change in GitHub's Markdown.

    Every text of a stranger stands in a code span, where it is no link, no mention of
    anybody, no markup and no command to a terminal.

    :param site: where the preview is served, with a final slash, or nothing.
    """
    return "\n".join(_lines(change, site)).strip() + "\n"


def _lines(change: Change, site: str) -> Iterator[str]:
    yield "## What this publishes"
    if not change.pieces:
        yield from ("", "No post: none is new and none is changed.")
    room = ROOM - 3 * _LIST - _WORDS
    for shown, piece in enumerate(change.pieces):
        lines = ["", *_piece(piece, site)]
        room -= sum(len(line) + 1 for line in lines)
        if room < 0 or shown == _MOST:
            yield from ("", f"And {len(change.pieces) - shown:,} more posts.")
            break
        yield from lines
    if change.refused:
        yield from ("", "## Posts with errors", "")
        yield "They are published when these are mended; `make check` names them."
        yield from _listed(map(_code, change.refused), len(change.refused))
    if change.gone:
        yield from ("", "## Addresses that lead nowhere", "")
        yield (
            "Readers and other sites have these. Put each into `redirect_from` of the post that "
            "has taken its place, or say in the pull request why nothing has."
        )
        gone = (f"{_code('/' + address)}, {_code(title)}" for address, title in change.gone)
        yield from _listed(gone, len(change.gone))
    if change.others:
        yield from ("", "## Files of the site itself", "")
        yield (
            "These belong to no post: review them as code. `authors.yml` and `.codespell-words` "
            "are lists, to which posts may add."
        )
        yield from _listed(map(_code, change.others), len(change.others))


def _piece(piece: Piece, site: str) -> Iterator[str]:
    yield f"**{'New' if piece.is_new else 'Changed'}:** {_code(piece.title)}"
    yield ""
    yield f"- {_when(piece)}, at {_code('/' + piece.address)}"
    if piece.words is not None:
        yield f"- {piece.words:,} {'word' if piece.words == 1 else 'words'}, in {_code(piece.path)}"
    yield f"- by {_names(piece.authors) or 'nobody: it names no author'}"
    if piece.tags:
        yield f"- tags: {_names(piece.tags)}"
    if piece.description:
        yield f"- description: {_code(piece.description)}"
    else:
        yield "- no description: its first words stand in lists, cards and feeds"
    for name, old in piece.was:
        yield f"- {_code(name)} was {_code(old) if old else 'not set'}"
    if site:
        page, card = (site + quote(where.lstrip("/")) for where in (piece.address, piece.card))
        shared = f", and [its card](<{card}>) where it is shared" if piece.card else ""
        yield f"- [the page](<{page}>){shared}"
    elif piece.card:
        yield f"- its card where it is shared: {_code('/' + piece.card)}"


def _when(piece: Piece) -> str:
    if piece.publication_status is PublicationStatus.DRAFT:
        return "a draft, which readers do not see"
    if piece.publication_status is PublicationStatus.WITHHELD:
        return "held back, since it is meant for a few: readers do not see it"
    if piece.publication_status is PublicationStatus.EXPIRED:
        return "expired: readers do not see it any more"
    if piece.publication_status is PublicationStatus.SCHEDULED:
        return f"comes out at {_code(piece.date)}"
    return f"dated {_code(piece.date)}, published when this is merged"


def _listed(items: Iterable[str], count: int) -> Iterator[str]:
    yield ""
    room = _LIST
    for shown, item in enumerate(items):
        room -= len(item) + 3
        if room < 0 or shown == _MOST:
            yield f"- and {count - shown:,} more"
            return
        yield f"- {item}"


def _names(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _FEW:,} more" if len(texts) > _FEW else ""
    return ", ".join(map(_code, texts[:_FEW])) + more


def _code(text: str) -> str:
    """Return a text as a code span, which shows it as it is (CommonMark 0.31, section 6.1)."""
    shown = re.sub(f"`{{{_FENCE},}}", "…", printable(text))
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    if not shown.strip():
        return "nothing"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    gap = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{gap}{shown}{gap}{fence}"
