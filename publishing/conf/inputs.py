"""What things are made from: one declared value each, whose digest is the key to keep them by.

A rendered post or a page is used again only under the same key. Whatever can change it has to
be a field here; a setting that is not known to matter to some things only is an input of all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Final

from publishing.base.cache import digest
from publishing.base.code_digest import code_digest
from publishing.conf.configuration import Configuration
from publishing.conf.local_code import variables
from publishing.conf.named_files import named_files
from publishing.conf.settings import NAMES, Settings
from publishing.conf.stable import stable

Pairs = tuple[tuple[str, str], ...]

_ELSEWHERE: Final = frozenset(
    {
        "feed_formats",
        "feed_length",
        "licence",
        "licence_url",
        "posts_per_page",
        "site_description",
        "site_id",
        "social_cards",
        "source_branch",
        "source_url",
    }
)
"""Settings of ours that no rendered post shows: pages, lists and feeds do."""
_AROUND: Final = frozenset(
    {"html_extra_path", "html_static_path", "html_theme_path", "templates_path"}
)
"""Settings of Sphinx that name what stands around a text, likewise."""
_PUBLISHED: Final = frozenset({"html_extra_path", "html_static_path"})
"""Settings whose files are copied, and no page is made from them."""


@dataclass(frozen=True)
class Inputs:
    """Some inputs. Those that are inputs themselves count by their digest."""

    @cached_property
    def digest(self) -> str:
        """Digest of every field, by its name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return digest(
            type(self).__name__,
            *(
                f"{name}={value.digest if isinstance(value, Inputs) else stable(value)}"
                for name, value in values.items()
            ),
        )


@dataclass(frozen=True, kw_only=True)
class NameInputs(Inputs):
    """What decides which settings there are: Sphinx's own, and those of the extensions.

    :ivar code: our code, and the version of every installed distribution.
    :ivar local: the project's own code.
    :ivar functions: the functions in `conf.py`, of which `setup` may bring settings.
    """

    code: str
    local: str
    functions: tuple[str, ...]
    extensions: tuple[str, ...]

    @classmethod
    def of(cls, configuration: Configuration) -> NameInputs:
        """Return what decides which settings a configuration can have."""
        return cls(
            code=code_digest(),
            local=configuration.code.digest,
            functions=configuration.executed.positions.functions,
            extensions=configuration.extensions,
        )


@dataclass(frozen=True, kw_only=True)
class SphinxInputs(Inputs):
    """What Sphinx, its extensions and its theme make anything with.

    :ivar values: the settings that `conf.py` states, but for ours, and their values.
    :ivar overrides: likewise those of the command line.
    :ivar tags: those of the build (``-t``).
    :ivar variables: environment variables that the project's own code and functions name.
    :ivar files: the files that settings name, and what they hold.
    """

    names: NameInputs
    values: Pairs
    overrides: Pairs
    tags: tuple[str, ...]
    variables: Pairs
    files: Pairs

    @classmethod
    def of(cls, configuration: Configuration, known: Collection[str]) -> SphinxInputs:
        """Return what a configuration gives to Sphinx.

        :param known: every setting that there is. `conf.py` may hold other names, such as the
            time at which it was executed, and they count if one of its functions uses them.
        """
        return cls._of(configuration, known, _PUBLISHED)

    @classmethod
    def of_rendered_posts(
        cls, configuration: Configuration, known: Collection[str]
    ) -> SphinxInputs:
        """Return the same without what only stands around a text."""
        return cls._of(configuration, known, _AROUND)

    @classmethod
    def _of(
        cls, configuration: Configuration, known: Collection[str], besides: Collection[str]
    ) -> SphinxInputs:
        positions = configuration.executed.positions
        counted = {*known}.difference(besides, NAMES).union(positions.used_in_functions)
        stated = {name: stated for name, stated in configuration.stated.items() if name in counted}
        given = {
            name: text
            for name, text in configuration.overrides.items()
            if name.partition(".")[0] in counted
        }
        texts = {
            "locale_dirs": ("locales",),
            **{name: one.texts for name, one in stated.items()},
            **{name: (text,) for name, text in given.items()},
        }
        return cls(
            names=NameInputs.of(configuration),
            values=tuple(sorted((name, one.value) for name, one in stated.items())),
            overrides=tuple(sorted(given.items())),
            tags=tuple(configuration.executed.tags),
            variables=(*configuration.code.variables, *variables(positions.texts_in_functions)),
            files=tuple(named_files(configuration.root, texts)),
        )


@dataclass(frozen=True, kw_only=True)
class RenderInputs(Inputs):
    """What the text of any post is rendered with, beside the post and what it asks of others.

    :ivar settings: those of our settings that a rendered post depends on, with their values.
    """

    sphinx: SphinxInputs
    settings: Pairs

    @classmethod
    def of(
        cls, configuration: Configuration, settings: Settings, known: Collection[str]
    ) -> RenderInputs:
        """Return what a configuration has its posts rendered with."""
        return cls(
            sphinx=SphinxInputs.of_rendered_posts(configuration, known),
            settings=tuple(
                (name, stable(getattr(settings, name))) for name in NAMES if name not in _ELSEWHERE
            ),
        )


@dataclass(frozen=True, kw_only=True)
class ReadInputs(Inputs):
    """What a post is read from its file with."""

    code: str
    site_zone: str
    bounds: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, settings: Settings) -> ReadInputs:
        """Return what the posts of a publication are read with."""
        return cls(code=code_digest(), site_zone=str(settings.site_zone), bounds=settings.bounds)


@dataclass(frozen=True, kw_only=True)
class ThemeInputs(Inputs):
    """What the rules of the theme are taken from.

    :ivar templates: the texts of the templates, whose classes say which rules are needed.
    :ivar specimen: the HTML of a post with everything that a post can contain, likewise.
    :ivar files: those that settings name; those of a theme of the project's own are among them.
    """

    names: NameInputs
    theme: str
    files: Pairs
    templates: str
    specimen: str


@dataclass(frozen=True, kw_only=True)
class PageInputs(Inputs):
    """What every page is made with, beside what it shows.

    :ivar templates: digest of the templates.
    :ivar stylesheet: the address of the style sheet, which tells what it holds.
    :ivar script: likewise of the script.
    :ivar menu: addresses that menus can lead to.
    :ivar outline: names and titles of the ordinary pages, which a theme may show around any page.
    """

    sphinx: SphinxInputs
    settings: Settings
    templates: str
    stylesheet: str
    script: str
    menu: tuple[str, ...]
    outline: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BuildInputs(Inputs):
    """What a whole site is made from, as far as it is known before anything is read.

    :ivar posts: digest of all posts, and of what is wrong with other files among them.
    :ivar files: digest of what every other file of the project holds that goes into the site.
    :ivar names: digest of the names in the folders where ordinary pages may be.
    """

    sphinx: SphinxInputs
    settings: Settings
    posts: str
    files: str
    names: str
