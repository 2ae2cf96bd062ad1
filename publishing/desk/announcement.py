"""Tells what a branch publishes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from publishing import clock
from publishing.desk.change import Change, change_since
from publishing.desk.comment import comment
from publishing.desk.revision import Revision, RevisionError
from publishing.press import proof
from publishing.press.store import Store
from publishing.problem import report
from publishing.settings import Settings, SettingsError
from publishing.shelf.library import Library


def tell_change(root: Path, environ: Mapping[str, str], base: str) -> int:
    """Print what the project in *root* publishes that *base* does not.

    :returns: 0, 1 if the settings cannot be read, or 2 if there is nothing to compare with.
    """
    try:
        settings = Settings.load(root, environ)
        change = change_of(root, settings, environ, Revision(root, base))
    except SettingsError as failure:
        sys.stdout.writelines(f"{problem}\n" for problem in report(failure.problems))
        return 1
    except RevisionError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    sys.stdout.write(comment(change))
    return 0


def change_of(
    root: Path, settings: Settings, environ: Mapping[str, str], revision: Revision
) -> Change:
    """Return what the project in *root* publishes that the commit it began from does not.

    :raises RevisionError: git cannot tell.
    """
    store = Store(root, settings)
    now = clock.now(environ)
    preview = Library.load(root, settings, now, store.read, preview=True)
    # Words are counted in print: after `make preview` all prints are at hand.
    changed = {one.new for one in revision.differences()}
    posts = [post for post in preview.posts if post.path in changed]
    printed = proof.proofs(preview, store, posts, {post.path for post in posts}).printed
    words = {path: one.words for path, one in printed.items()}
    return change_since(revision, preview, words)
