"""Sphinx, started with a configuration that was executed already; all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from publishing.base.theme_files import THEME
from publishing.conf.configuration import COMMAND_LINE, Configuration
from publishing.conf.misspelt import misspelt
from publishing.conf.settings import NAMES, SettingsError
from publishing.model.problem import Problem, error
from publishing.render.conf_faults import extension_fault, fault
from publishing.render.conf_types import mismatches
from publishing.render.sphinx_internals import HTMLThemeFactory, executed
from publishing.render.sphinx_log import SphinxLog


class Application(Sphinx):
    """Sphinx with the values of `conf.py` as they were executed.

    :param scratch: a folder for Sphinx's own files.
    :param overrides: settings that come before those of the command line.
    :ivar known: the name of every setting that there is.
    :ivar problems: what Sphinx and its extensions say of the configuration; no error.
    :raises SettingsError: naming all that keeps Sphinx from starting, as far as it can be found
        in one go: the settings of a wrong kind, the extensions and the theme that cannot be
        loaded, and what the first to fail says.
    """

    def __init__(
        self,
        configuration: Configuration,
        scratch: Path,
        builder: str,
        overrides: Mapping[str, str],
    ) -> None:
        self._configuration = configuration
        self._values = dict(configuration.values)
        self._faults: list[Problem] = []
        self._is_loading = True
        self._depth = 0
        self._log: SphinxLog | None = None
        self._drop(Config())
        root = configuration.root
        try:
            with executed(self._values):
                super().__init__(
                    root,
                    root,
                    scratch / "pages",
                    scratch / "doctrees",
                    builder,
                    confoverrides={**configuration.overrides, **overrides},
                    status=None,
                    warning=StringIO(),
                    freshenv=True,
                    tags=tuple(configuration.executed.tags),
                )
            self.builder.prepare_writing(set())  # where the theme looks at its options
        except SettingsError:
            raise
        except Exception as failure:  # of Sphinx, of an extension, of `setup` in conf.py
            raise self._refusal(fault(configuration, failure)) from failure
        self.known = frozenset(self.config.values) | frozenset(NAMES)
        self.problems = [*self.log.take(), *misspelt(configuration, self.known)]
        if any(problem.is_error for problem in self.problems):
            raise SettingsError(self.problems)
        self.log.begin()

    @property
    def log(self) -> SphinxLog:
        """What is said while Sphinx runs."""
        if self._log is None:
            self._log = SphinxLog(self, self._configuration)
        return self._log

    def setup_extension(self, extname: str) -> None:
        """Load an extension; one that cannot be loaded is told of with the others."""
        _ = self.log  # from here on: Sphinx has set up its own, and nobody has said anything
        if self._depth or not self._is_loading:
            return super().setup_extension(extname)
        self._depth += 1
        try:
            return super().setup_extension(extname)
        except Exception as failure:  # of the extension
            self._faults.append(extension_fault(self._configuration, extname, failure))
        finally:
            self._depth -= 1
        return None

    def preload_builder(self, name: str) -> None:
        """Weigh the settings, once every extension has said which there are."""
        self._is_loading = False
        self._drop(self.config)
        self._weigh_overrides()
        if "publishing" not in self.extensions and "extensions" in self._values:
            mend = 'add "publishing" to extensions'
            self._fault("extensions", "leaves out the extension of this publication", mend)
        if self._faults:
            self._try_theme()
            raise self._refusal()
        super().preload_builder(name)

    def _drop(self, config: Config) -> None:
        """Tell of every value of the wrong kind and go on without it, to see what else there is."""
        for name, what, mend in list(mismatches(config, self._values)):
            del self._values[name]
            if name not in NAMES:  # those are judged already
                self._fault(name, what, mend)

    def _weigh_overrides(self) -> None:
        config = self.config
        for given, text in self._configuration.overrides.items():
            name = given.partition(".")[0]
            if name in NAMES and name not in config:
                config.overrides.pop(given, None)  # ours, which Sphinx would warn of
            elif name not in config and name != "extensions":
                known = {*config.values, *NAMES}
                near = get_close_matches(name, known, 1, 0.8)
                mend = f"did you mean {near[0]}?" if near else "leave it out"
                self._refuse_override(given, "is not a setting", mend)
            elif given == name and name in config:
                try:
                    config.convert_overrides(name, text)
                except (ConfigError, ValueError):
                    self._refuse_override(given, f"is {text!r}", _instead(name, config))

    def _refuse_override(self, given: str, what: str, mend: str) -> None:
        self.config.overrides.pop(given, None)
        message = f"-D {given} {what}"
        self._faults.append(error(COMMAND_LINE, 1, 1, "setting-invalid", message, mend))

    def _try_theme(self) -> None:
        """Look for the theme, since Sphinx will not come to it."""
        self.add_html_theme("publishing", THEME)  # if the extension that brings it is left out
        try:
            factory = HTMLThemeFactory(
                confdir=self.confdir, app=self, config=self.config, registry=self.registry
            )
            factory.create(self.config.html_theme)
        except Exception as failure:  # of the theme
            self._faults.append(fault(self._configuration, failure))

    def _fault(self, name: str, what: str, mend: str) -> None:
        position = self._configuration.blame(name)
        self._faults.append(error(*position, "setting-invalid", f"{name} {what}", mend))

    def _refusal(self, *more: Problem) -> SettingsError:
        known = {*self.config.values, *NAMES}
        guessed = misspelt(self._configuration, known)
        return SettingsError([*self._faults, *more, *self.log.take(), *guessed])


def _instead(name: str, config: Config) -> str:
    default = config.values[name].default
    if isinstance(default, dict):
        return f"write -D {name}.key=value"
    if isinstance(default, int) and not isinstance(default, bool):
        return f"write a number: -D {name}=1"
    return f"write -D {name}=1 or -D {name}=0"
