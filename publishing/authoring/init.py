"""Begins a publication: asks what it is called and where it will be, and writes its folder.

Nothing is written before the last answer, and nothing is ever written over.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from publishing.authoring import schema
from publishing.authoring.questions import Ask, answer
from publishing.authoring.starter import Beginning, files
from publishing.conf import clock
from publishing.conf.clock import ClockError
from publishing.conf.setting_checks import RefusedValue, checked
from publishing.model.problem import printable, shown


class InitRefused(ValueError):  # noqa: N818
    """No publication can be begun; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSite:
    """What the command was given; what is empty was not."""

    name: str = ""
    address: str = ""
    language: str = ""


def init(folder: Path, environ: Mapping[str, str], given: GivenSite, ask: Ask | None) -> int:
    """Begin a publication in *folder*.

    :param ask: asks the person at the terminal; nothing if there is none, or if anything was
        given: what was not given is then taken from the name of the folder.
    :returns: 0 if it was written, 2 if it cannot be, 130 if the person stopped it.
    """
    try:
        _hold_empty(folder)
        made = dict(files(_beginning(folder, environ, given, ask)))
        for path, text in made.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        with redirect_stdout(StringIO()):
            schema.describe(folder)
    except (KeyboardInterrupt, EOFError):
        sys.stdout.write("\nNothing was written.\n")
        return 130
    except (InitRefused, ClockError, OSError) as refused:
        sys.stderr.write(f"{printable(str(refused))}\n")
        return 2
    where = printable(shlex.quote(str(folder)))
    sys.stdout.write(
        f"{printable(str(folder))} is a publication with one post.\n\n"
        f"    cd {where}\n"
        "    make serve     shows it while you write\n"
        "    make html      builds the site in _build/html\n\n"
        "Its name, address and licence are in conf.py; README.md says the rest.\n"
    )
    return 0


def _hold_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        what = "holds something already" if folder.is_dir() else "is no folder"
        raise InitRefused(f"{folder} {what}: name a folder that is empty, or is not there yet")


def _beginning(
    folder: Path, environ: Mapping[str, str], given: GivenSite, ask: Ask | None
) -> Beginning:
    """Return what is known of the publication once the person has answered.

    :raises InitRefused: an answer is no value for its setting.
    """
    named = folder.resolve().name
    name = given.name.strip() or re.sub(r"[-_\s]+", " ", named).strip().capitalize() or "Journal"
    name = answer(ask, "Name of the publication", name) if ask else name
    host = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "journal"
    address = given.address.strip() or f"https://{host}.example/"
    address = answer(ask, "Address of the site", address) if ask else address
    language = given.language.strip() or "en"
    language = answer(ask, "Language of its pages", language) if ask else language
    beginning = Beginning(
        name=name, address=address, language=language, day=clock.now(environ).date()
    )
    if not name.isprintable():
        raise InitRefused(f"project is {shown(name)}: write a name without what nobody sees")
    for setting, value in beginning.settings.items():
        try:
            checked(setting, value)
        except RefusedValue as refusal:
            what, mend = refusal.args
            raise InitRefused(f"{setting} {what}: {mend}") from None
    return beginning
