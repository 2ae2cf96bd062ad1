"""Takes in the preview that a stranger's pull request built, to be shown at an address of ours.

The job that built it ran the stranger's code, so all of it may be made up. Pages are shown as
they are, at an origin of their own; what would be more than a page to a host is not. What the
pull request changes is worked out here, from its commits, and not read from what was built.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from publishing.authoring.announcement import change_of
from publishing.authoring.branch import branch_project
from publishing.authoring.comment import comment
from publishing.authoring.git_revision import Revision, RevisionError, state_of
from publishing.base.folders import BUILD
from publishing.base.output import Output, SiteError
from publishing.conf.configuration import Configuration
from publishing.conf.settings import Settings, SettingsError
from publishing.model.problem import printable, report
from publishing.output.manifest import is_path
from publishing.output.redirects import FILE as REDIRECTS
from publishing.output.site_folder import Site
from publishing.pages.security_headers import FILE as HEADERS
from publishing.pages.security_headers import headers_file, in_header_of_strangers
from publishing.pages.site_files import made

FOLDER: Final = f"{BUILD}/received"
ADDRESS: Final = "PREVIEW_URL"
"""Names the variable that says where the preview will be shown, if anywhere."""

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 25 * 1024 * 1024
"""What Cloudflare Pages takes of files, and bytes in one of them."""
MOST_IN_ALL: Final = 1024 * 1024 * 1024

_OURS: Final = frozenset({HEADERS, REDIRECTS})
"""Left out: they speak to the host. Ours are put in their place."""
_TREES: Final = frozenset({"_static", "_cards", "_images"})
"""The names with an underscore that are ours. Hosts run others: `_worker.js`, `_routes.json`."""


class ReceptionError(Exception):
    """What was handed over cannot be taken in; the words say why."""


def receive(root: Path, environ: Mapping[str, str], source: Path, branch: Path) -> int:
    """Take in what is in *source*, put it into :data:`FOLDER`, and return the exit status.

    The folder gets ``html``, for a host, and ``comment.md``.

    :param source: the preview as a stranger's job built it.
    :param branch: a repository at the commit that was built, with its history.
    """
    try:
        # Ours. That of the branch is a stranger's, and is never run.
        configuration = Configuration.load(root, environ)
        settings = configuration.settings
        if not (branch / ".git").exists():  # or git would take the one that it lies in
            raise ReceptionError(f"BRANCH={branch} is no repository")
        commit, prefix = state_of(root)
        revision = Revision(branch, commit, prefix=prefix)
        with branch_project(root, revision) as project:
            change = change_of(replace(configuration, root=project), environ, revision)
            words = comment(change, environ.get(ADDRESS, ""))
        received = Site(root / FOLDER).update(_outputs(source, settings))
        (root / FOLDER / "comment.md").write_text(words, encoding="utf-8")
    except SettingsError as failure:
        sys.stdout.writelines(f"{problem}\n" for problem in report(failure.problems))
        return 1
    except (ReceptionError, RevisionError, SiteError, OSError) as failure:
        sys.stdout.write(f"not taken in: {printable(str(failure))}\n")
        return 1
    sys.stdout.write(f"{len(received.written):,} files taken in, to {FOLDER}\n")
    return 0


def _outputs(tree: Path, settings: Settings) -> Iterator[Output]:
    files = total = 0
    for name, found in _files(tree):
        size = found.st_size
        files, total = files + 1, total + size
        if files > MOST_FILES or total > MOST_IN_ALL:
            raise ReceptionError(f"more than {MOST_FILES:,} files, or {MOST_IN_ALL:,} bytes")
        if size > MOST_BYTES:
            raise ReceptionError(f"{name} has more than {MOST_BYTES:,} bytes")
        if name not in _OURS:
            yield Output(name, f"{size} {found.st_mtime_ns}", partial(_read, tree, name))
    if not files:
        raise ReceptionError("there is no preview in it")
    # Its pages name their own scripts in a policy of their own. Nothing else holds them here
    # but that they are at an origin where there is nothing to take.
    policy = in_header_of_strangers(settings)
    yield made(HEADERS, headers_file(policy, {"X-Robots-Tag": "noindex, nofollow"}))


def _files(tree: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the path and state of every file, none of which is a link or has a hidden name."""
    # Each folder is opened by what is open already: a link in the place of one leads nowhere.
    for folder, folders, names, handle in os.fwalk(tree, follow_symlinks=False):
        folders.sort()
        for entry in sorted([*folders, *names]):
            name = (Path(folder) / entry).relative_to(tree).as_posix()
            found = os.stat(entry, dir_fd=handle, follow_symlinks=False)
            if stat.S_ISLNK(found.st_mode) or not is_path(name):
                raise ReceptionError(f"{name} is a link, or no name for a file of a site")
            if entry[0] == "." or (entry[0] == "_" and name not in _TREES | _OURS):
                raise ReceptionError(f"{name} is no file of a site: hosts may run it")
            if stat.S_ISREG(found.st_mode):
                yield name, found
            elif not stat.S_ISDIR(found.st_mode):
                raise ReceptionError(f"{name} is neither a file nor a folder")


def _read(tree: Path, name: str) -> bytes:
    """Return a file, opened folder by folder and through no link, whatever it was before."""
    handle = os.open(tree, _FOLDER)
    try:
        *folders, last = name.split("/")
        for folder in folders:
            inner = os.open(folder, _FOLDER, dir_fd=handle)
            os.close(handle)
            handle = inner
        opener = partial(os.open, dir_fd=handle)
        with open(last, "rb", opener=lambda path, flags: opener(path, flags | _NO_LINK)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ReceptionError(f"{name} is not a file")
            data = file.read(MOST_BYTES + 1)
    finally:
        os.close(handle)
    if len(data) > MOST_BYTES:
        raise ReceptionError(f"{name} has more than {MOST_BYTES:,} bytes")
    return data


_NO_LINK: Final = os.O_NOFOLLOW | os.O_NONBLOCK
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
