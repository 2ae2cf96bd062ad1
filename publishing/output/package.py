"""The site as a server of one's own takes it: with a compressed copy beside every text.

It is put in place like the site itself (:mod:`publishing.output.site_folder`): in one step, so
that a server may read it while it is made anew; only what changed is compressed again, and a file
that stays the same keeps its time, by which feed readers are told that nothing is new.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from publishing.base.folders import BUILD
from publishing.base.media_types import is_text, kind_of
from publishing.base.output import Output, SiteError
from publishing.base.workers import cores, spread
from publishing.model.problem import printable
from publishing.output.nginx import HeadersError, nginx_conf
from publishing.output.redirects import FILE as REDIRECTS
from publishing.output.site_folder import Site
from publishing.pages.security_headers import FILE as HEADERS

FOLDER: Final = f"{BUILD}/package"
CONF: Final = "nginx.conf"
_SMALLEST: Final = 256
"""Bytes below which a compressed file saves no packet."""


def package(root: Path) -> int:
    """Make the package of the site in *root*, which has been built, and return the exit status."""
    tree, folder = root / BUILD / "html", root / FOLDER
    try:
        conf = nginx_conf(_text(tree / HEADERS), _text(tree / REDIRECTS))
        change = Site(folder).update(_outputs(tree), partial(spread, jobs=cores()))
        _replace(folder / CONF, conf)
    except (SiteError, HeadersError, OSError) as failure:
        sys.stdout.write(f"the package could not be made: {printable(str(failure))}\n")
        return 1
    sys.stdout.write(
        f"{len(change.written):,} files written, {len(change.deleted):,} deleted\n"
        f"the package is in {FOLDER}\n"
    )
    return 0


def _outputs(tree: Path) -> Iterator[Output]:
    """Yield every file of the site but those that speak to hosts, and its compressed copy."""
    if not tree.is_dir():
        raise SiteError("there is no site yet: make html builds it")
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if not path.is_file() or name in {HEADERS, REDIRECTS}:
            continue
        found = path.stat()
        state = f"{found.st_size} {found.st_mtime_ns}"
        yield Output(name, state, partial(Path, path))
        if found.st_size >= _SMALLEST and is_text(kind_of(name)):
            yield Output(f"{name}.gz", state, partial(_compressed, path))


def _compressed(path: Path) -> bytes:
    # Without a time, so that the same text is the same file.
    return gzip.compress(path.read_bytes(), mtime=0)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _replace(file: Path, text: str) -> None:
    """Write a file in one step: a server that is told to read it again reads all of it."""
    following = file.with_name(f"{file.name}.next")
    following.write_text(text, encoding="utf-8")
    os.replace(following, file)  # noqa: PTH105 (Path.replace hides that it is one step)
