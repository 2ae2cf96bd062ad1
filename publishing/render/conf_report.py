"""What Sphinx makes of `conf.py`: which settings there are, and what is to be said of it.

To ask, Sphinx and every extension must be loaded, which takes half a second. The answer is kept:
a check of posts, and a build that has nothing to do, must not wait for it.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from publishing.conf.configuration import Configuration
from publishing.conf.inputs import Inputs, NameInputs, RenderInputs, SphinxInputs
from publishing.conf.settings import Settings, SettingsError
from publishing.model.problem import Problem
from publishing.render import serialise
from publishing.render.store import Store


@dataclass(frozen=True, kw_only=True)
class ReportInputs(Inputs):
    """What decides what is to be said of a `conf.py`: all that it states, and where.

    :ivar there: which of its texts name a file or a folder of the project.
    """

    sphinx: SphinxInputs
    settings: Settings
    text: str
    there: tuple[str, ...]


@dataclass(frozen=True)
class ConfReport:
    """What is known of a configuration that Sphinx can start with.

    :ivar known: every setting that there is.
    :ivar sphinx: what it gives to Sphinx.
    :ivar problems: what Sphinx and its extensions say of it, and what looks misspelt: warnings.
    """

    configuration: Configuration
    known: frozenset[str]
    sphinx: SphinxInputs
    problems: tuple[Problem, ...]

    @cached_property
    def rendered_posts(self) -> RenderInputs:
        """What posts are rendered with."""
        return RenderInputs.of(self.configuration, self.configuration.settings, self.known)


def kept_report(configuration: Configuration, store: Store) -> ConfReport | None:
    """Return what was found out before about the same configuration, or nothing."""
    names = store.recollect(NameInputs.of(configuration))
    if names is None:
        return None
    known = frozenset(json.loads(names))
    sphinx = SphinxInputs.of(configuration, known)
    said = store.recollect(_inputs(configuration, sphinx))
    if said is None:
        return None
    problems = tuple(map(serialise.to_problem, json.loads(said)))
    return ConfReport(configuration, known, sphinx, problems)


def new_report(
    configuration: Configuration, store: Store, known: frozenset[str], problems: list[Problem]
) -> ConfReport:
    """Keep what Sphinx has just said of a configuration, and return it.

    :param known: every setting that there is.
    """
    sphinx = SphinxInputs.of(configuration, known)
    store.memorise(NameInputs.of(configuration), json.dumps(sorted(known)))
    plain = [serialise.from_problem(problem) for problem in problems]
    store.memorise(_inputs(configuration, sphinx), json.dumps(plain))
    return ConfReport(configuration, known, sphinx, tuple(problems))


def _inputs(configuration: Configuration, sphinx: SphinxInputs) -> ReportInputs:
    return ReportInputs(
        sphinx=sphinx,
        settings=configuration.settings,
        text=configuration.executed.positions.text,
        there=tuple(sorted(_named_files(configuration))),
    )


def _named_files(configuration: Configuration) -> set[str]:
    """Return the texts of `conf.py` that name something in the project: Sphinx looks for them."""
    stated = (text for one in configuration.stated.values() for text in one.texts)
    return {
        text for text in stated if _NAME.fullmatch(text) and (configuration.root / text).exists()
    }


_NAME: Final = re.compile(r"[\w./ -]{1,200}")


def faults(configuration: Configuration) -> list[Problem]:
    """Return all that is wrong with a configuration whose settings cannot be used.

    Sphinx is asked for what it finds besides, so that one run tells of everything.
    """
    from publishing.render.engine import Engine

    with tempfile.TemporaryDirectory(prefix="conf-") as scratch:
        try:
            with Engine(configuration, Path(scratch)) as engine:
                return [*configuration.problems, *engine.app.problems]
        except SettingsError as failure:
            return [*configuration.problems, *failure.problems]
