"""Tells what a branch publishes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from publishing.authoring import render_check
from publishing.authoring.change import Change, change_since
from publishing.authoring.comment import comment
from publishing.authoring.git_revision import Revision, RevisionError
from publishing.conf import clock
from publishing.conf.configuration import Configuration
from publishing.conf.settings import SettingsError
from publishing.library.library import Library
from publishing.model.problem import report
from publishing.render.store import Store


def tell_change(root: Path, environ: Mapping[str, str], base: str) -> int:
    """Print what the project in *root* publishes that *base* does not.

    :returns: 0, 1 if the settings cannot be read, or 2 if there is nothing to compare with.
    """
    try:
        configuration = Configuration.load(root, environ)
        change = change_of(configuration, environ, Revision(root, base))
    except SettingsError as failure:
        sys.stdout.writelines(f"{problem}\n" for problem in report(failure.problems))
        return 1
    except RevisionError as failure:
        sys.stderr.write(f"{failure}\n")
        return 2
    sys.stdout.write(comment(change))
    return 0


def change_of(
    configuration: Configuration, environ: Mapping[str, str], revision: Revision
) -> Change:
    """Return what a project publishes that the commit it began from does not.

    :raises SettingsError: its configuration cannot be used.
    :raises RevisionError: git cannot tell.
    """
    root, settings = configuration.root, configuration.settings
    store = Store(root, settings)
    now = clock.now(environ)
    preview = Library.load(root, settings, now, store.read, preview=True)
    # Words are counted as rendered: after `make preview` all rendered posts are at hand.
    changed = {one.new for one in revision.differences()}
    wanted = {post.path for post in preview.posts if post.path in changed}
    proofs = render_check.proofs(configuration, preview, store, wanted)
    words = {path: one.words for path, one in proofs.rendered.items()}
    return change_since(revision, preview, words)
