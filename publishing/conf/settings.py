"""The settings of the publication: what `conf.py`, the environment and the command line say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from publishing.conf.setting_checks import EXAMPLES, RefusedValue, checked
from publishing.model import permalinks
from publishing.model.problem import Problem, error

CONF = "conf.py"
_UTC = ZoneInfo("UTC")


class SettingsError(Exception):
    """The settings cannot be used; :attr:`problems` say why, with their lines in `conf.py`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a publication can set. Names are those of `conf.py`.

    :ivar project: the name of the publication.
    :ivar site_description: one sentence for search engines, cards and feeds.
    :ivar copyright: who holds the rights, without year or sign.
    :ivar site_url: base address with a final slash; ``SITE_URL`` overrides it.
    :ivar site_id: authority and day of the feeds' ids (RFC 4151), which outlive ``site_url``.
    :ivar language: BCP 47 tag of the pages; ``SITE_LANGUAGE`` overrides it.
    :ivar site_zone: zone of dates that name none.
    :ivar licence: name of the licence of posts, for people.
    :ivar licence_url: its text.
    :ivar source_url: the repository on the web, without a final slash, or nothing.
    :ivar source_branch: the branch that "Edit this page" leads to.
    :ivar posts_per_page: posts on a full page of a list.
    :ivar feed_length: entries in a feed, newest first.
    :ivar feed_formats: the formats that feeds are written in; pages link to the first.
    :ivar social_cards: whether a card is drawn for each page that may be shared.
    :ivar embed_hosts: hosts whose pages a post may show in a frame.
    :ivar bounds: how much a post may hold, where it is not the usual
        (:class:`~publishing.model.file_limits.Bounds`,
        :class:`~publishing.policy.limits.BodyBounds`).
    """

    project: str
    site_url: str
    site_id: str
    site_description: str = ""
    copyright: str = ""
    language: str = "en"
    site_zone: ZoneInfo = _UTC
    licence: str = ""
    licence_url: str = ""
    source_url: str = ""
    source_branch: str = "main"
    posts_per_page: int = 10
    feed_length: int = 20
    feed_formats: tuple[str, ...] = ("atom", "json")
    social_cards: bool = True
    embed_hosts: tuple[str, ...] = ()
    bounds: tuple[tuple[str, int], ...] = ()

    def edit_url(self, path: str) -> str | None:
        """Return where a file of the project can be edited on the web, if it is there."""
        if not self.source_url:
            return None
        return f"{self.source_url}/edit/{self.source_branch}/{permalinks.href(path)}"

    @classmethod
    def load(cls, root: Path, environ: Mapping[str, str]) -> Settings:
        """Execute `conf.py` in *root* and read what it says, and the environment.

        :raises SettingsError: naming every value that cannot be used.
        """
        from publishing.conf.configuration import Configuration

        return Configuration.load(root, environ).settings


NAMES: Final = tuple(field.name for field in fields(Settings))
REQUIRED: Final = frozenset({"project", "site_url", "site_id"})
VARIABLES: Final = {"site_url": "SITE_URL", "language": "SITE_LANGUAGE"}
"""Settings that the environment may override."""


Blame = Callable[[str], tuple[str, int, int]]
"""Finds the file, line and column that a setting has its value from."""


def settings_of(
    values: Mapping[str, Any],
    environ: Mapping[str, str],
    overrides: Mapping[str, str],
    blame: Blame,
) -> tuple[Settings | None, list[Problem]]:
    """Return the settings, or every reason why there are none.

    :param values: what `conf.py` left.
    :param overrides: those of the command line (``-D name=value``), which come before the
        environment, as that comes before `conf.py`.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in NAMES:
        variable = VARIABLES.get(name, "")
        said = name
        try:
            if any(given.partition(".")[0] == name for given in overrides):
                said = f"-D {name}"
                found[name] = checked(name, _overridden(name, values.get(name), overrides))
            elif environ.get(variable):
                said = variable
                found[name] = checked(name, environ[variable])
            elif name in values:
                found[name] = checked(name, values[name])
            elif name in REQUIRED:
                near = get_close_matches(name, values, 1)
                mend = f"did you mean {name} where it says {near[0]}?" if near else EXAMPLES[name]
                raise RefusedValue("is not set", mend)
        except RefusedValue as refusal:
            what, mend = refusal.args
            problems.append(error(*blame(name), "setting-invalid", f"{said} {what}", mend))
    return (None, problems) if problems else (Settings(**found), [])


def _overridden(name: str, value: Any, overrides: Mapping[str, str]) -> Any:
    """Return a setting's value as the command line has it: ``-D bounds.lines=500`` too."""
    if name == "bounds":
        value = dict(value) if isinstance(value, dict) else {}
        for given, text in overrides.items():
            if given.startswith("bounds."):
                value[given.partition(".")[2]] = int(text) if text.isdecimal() else text
            elif given == "bounds":
                raise RefusedValue(f"is {text!r}", "write -D bounds.file_bytes=2000000")
        return value
    if name not in overrides:
        given = next(given for given in overrides if given.startswith(f"{name}."))
        raise RefusedValue(f"has no part {given.partition('.')[2]!r}", f"write -D {name}=…")
    text = overrides[name]
    if name in {"posts_per_page", "feed_length"}:
        return int(text) if text.isdecimal() else text
    if name == "social_cards":
        return {"0": False, "1": True}.get(text, text)
    if name in {"embed_hosts", "feed_formats"}:
        return text.split(",") if text else []
    return text
