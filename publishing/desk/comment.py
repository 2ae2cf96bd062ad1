"""What a change publishes, in words: a comment on a pull request, and what `make change` says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from publishing.desk.change import Change, Piece
from publishing.problem import printable
from publishing.shelf.standing import Standing

_MOST: Final = 30
"""Posts or files that are named. GitHub refuses a comment of more than 65,536 characters."""
_LONGEST: Final = 200


def comment(change: Change, site: str = "") -> str:
    """Return a change in GitHub's Markdown.

    Every text of a stranger stands in a code span, where it is no link, no mention of
    anybody, no markup and no command to a terminal.

    :param site: where the preview is served, with a final slash, or nothing.
    """
    return "\n".join(_lines(change, site)).strip() + "\n"


def _lines(change: Change, site: str) -> Iterator[str]:
    yield "## What this publishes"
    for piece in change.pieces[:_MOST]:
        yield from ("", *_piece(piece, site))
    yield from _more(change.pieces)
    if not change.pieces:
        yield from ("", "No post: none is new and none is changed.")
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
    for name, old in piece.was[:_MOST]:
        yield f"- {_code(name)} was {_code(old) if old else 'not set'}"
    if site:
        page, card = (site + quote(where.lstrip("/")) for where in (piece.address, piece.card))
        shared = f", and [its card](<{card}>) where it is shared" if piece.card else ""
        yield f"- [the page](<{page}>){shared}"
    elif piece.card:
        yield f"- its card where it is shared: {_code('/' + piece.card)}"


def _when(piece: Piece) -> str:
    if piece.standing is Standing.DRAFT:
        return "a draft, which readers do not see"
    if piece.standing is Standing.WITHHELD:
        return "held back, since it is meant for a few: readers do not see it"
    if piece.standing is Standing.EXPIRED:
        return "expired: readers do not see it any more"
    if piece.standing is Standing.SCHEDULED:
        return f"comes out at {_code(piece.date)}"
    return f"dated {_code(piece.date)}, published when this is merged"


def _listed(items: Iterable[str], count: int) -> Iterator[str]:
    yield ""
    yield from (f"- {item}" for _, item in zip(range(_MOST), items, strict=False))
    if count > _MOST:
        yield f"- and {count - _MOST:,} more"


def _more(pieces: Sequence[Piece]) -> Iterator[str]:
    if len(pieces) > _MOST:
        yield from ("", f"And {len(pieces) - _MOST:,} more posts.")


def _names(texts: Sequence[str]) -> str:
    return ", ".join(map(_code, texts[:_MOST]))


def _code(text: str) -> str:
    """Return a text as a code span, which shows it as it is (CommonMark 0.31, section 6.1)."""
    shown = printable(text)
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    if not shown.strip():
        return "nothing"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    gap = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{gap}{shown}{gap}{fence}"
