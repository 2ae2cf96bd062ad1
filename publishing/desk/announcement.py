"""Tells what a branch publishes, and writes it down for the job that comments on it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from publishing import clock
from publishing.build import BUILD
from publishing.desk import handover
from publishing.desk.change import change_since
from publishing.desk.comment import comment
from publishing.desk.revision import Revision, RevisionError
from publishing.press import proof
from publishing.press.store import Store
from publishing.problem import report
from publishing.settings import Settings, SettingsError
from publishing.shelf.library import Library

FILE: Final = f"{BUILD}/change.json"


def tell_change(root: Path, environ: Mapping[str, str], base: str) -> int:
    """Print what the project in *root* publishes that *base* does not; write it to :data:`FILE`.

    :returns: 0, or 2 if there is nothing to compare with.
    """
    try:
        settings = Settings.load(root, environ)
        revision = Revision(root, base)
        store = Store(root, settings)
        now = clock.now(environ)
        preview = Library.load(root, settings, now, store.read, preview=True)
        # Words are counted in print: after `make preview` all prints are at hand.
        changed = {one.new for one in revision.differences()}
        posts = [post for post in preview.posts if post.path in changed]
        printed = proof.proofs(preview, store, posts, {post.path for post in posts}).printed
        words = {path: one.words for path, one in printed.items()}
        change = change_since(revision, preview, words)
    except SettingsError as failure:
        sys.stdout.writelines(f"{problem}\n" for problem in report(failure.problems))
        return 1
    except RevisionError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    (root / FILE).parent.mkdir(exist_ok=True)
    (root / FILE).write_text(handover.write(change), encoding="utf-8")
    sys.stdout.write(comment(change))
    return 0
