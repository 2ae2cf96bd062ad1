"""What a post gives for each key, whatever the key was called and wherever it stood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from publishing.base.other_tools import HOLDS_BACK, INNER_KEYS, IS_IGNORED, STATES_DAY
from publishing.frontmatter.keys import CONTAINERS, DATE, DRAFT, HTML_META, IMAGE, KEYS, Key
from publishing.frontmatter.kind import Several
from publishing.frontmatter.node import Entry, Scalar, Table, letters
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import find, nearest, rank, refusal
from publishing.frontmatter.values import Values


class ResolvedKeys(dict[Key, tuple[Entry, ...]]):
    """The entries that give a value to each key, the strongest first."""

    def read(self, key: Key, values: Values) -> Any:
        """Return what a key says: all that its entries list, or the first that says anything."""
        said = [key.kind.read(values, entry) for entry in self.get(key, ())]
        if key.kind.several is Several.ALL:
            return tuple(dict.fromkeys(chain.from_iterable(said)))
        return next((value for value in said if value is not None and value != ""), None)

    def fields(self, values: Values) -> dict[str, Any]:
        """Return the fields of a post that keys fill by themselves, without those not given."""
        given = (key for key in KEYS if key.field is not None and key in self)
        read = {key.field or key.name: self.read(key, values) for key in given}
        return {name: value for name, value in read.items() if value is not None}


def resolve_keys(
    entries: tuple[Entry, ...], problem_list: ProblemList
) -> tuple[ResolvedKeys, tuple[str, ...]]:
    """Sort the entries of a post by what they mean.

    :returns: what is given; and the keys, as written, without effect.
    """
    gathering = _Gathering(problem_list)
    for entry in entries:
        gathering.add(entry)
    given = ResolvedKeys()
    for key, found in gathering.found.items():
        given[key] = tuple(entry for _, entry in sorted(found, key=itemgetter(0)))
        if key.kind.several is Several.TOLD:
            first, *others = given[key]
            for entry in others:
                if key is not DATE or not is_of_publication(entry):
                    tell_second(first, entry, problem_list)
    return given, tuple(dict.fromkeys(gathering.ignored))


def is_of_publication(entry: Entry) -> bool:
    """Return whether an entry states when a post is published, whatever day it is dated by."""
    return "pub" in letters(entry.key)


def tell_second(first: Entry, entry: Entry, problem_list: ProblemList) -> None:
    """Tell of a second value, if it is another, that counts for nothing."""
    one, two = first.value, entry.value
    if isinstance(one, Scalar) and isinstance(two, Scalar) and one.text != two.text:
        found = f"{entry.key}: not read, since {first.key} on line {first.position[0]} says it"
        problem_list.warning(entry.position, "key-second", found, "keep one of the two")


class _Gathering:
    """What was found so far, with the strength of each: the lower, the stronger."""

    def __init__(self, problem_list: ProblemList) -> None:
        self.problem_list = problem_list
        self.found: dict[Key, list[tuple[int, Entry]]] = {}
        self.ignored: list[str] = []

    def add(self, entry: Entry) -> None:
        """Take in a key that stands by itself."""
        if key := find(entry.key):
            self._give(key, entry, rank(entry.key))
        elif entry.key in CONTAINERS and isinstance(entry.value, Table):
            for inner in entry.value.entries:
                self._add_inner(entry.key, inner)
        elif refusal(entry.key):
            self._refuse(entry, "")
        elif HOLDS_BACK.read(entry):
            self._give(DRAFT, entry, _INNER)
        elif IS_IGNORED.read(entry.key):
            self.ignored.append(entry.key)
        else:
            self._tell_unknown(entry)

    def _add_inner(self, container: str, entry: Entry) -> None:
        """Take in a key of a table: what stands outside is stronger."""
        if key := find(entry.key):
            self._give(key, entry, rank(entry.key) + _INNER)
        elif refusal(entry.key):
            self._refuse(entry, f"{container}.")
        else:
            self.ignored.append(f"{container}.{entry.key}")

    def _give(self, key: Key, entry: Entry, strength: int) -> None:
        if entry.value.is_empty:
            return
        if key in _TABLED and not isinstance(entry.value, Scalar):
            given, ignored = INNER_KEYS.read(key, entry)
            self.ignored += ignored
            for inner_key, inner in given:
                if inner.value.is_empty:
                    continue
                inner_strength = strength + rank(inner.key) + _INNER
                self.found.setdefault(inner_key, []).append((inner_strength, inner))
            return
        if key is DRAFT and letters(entry.key) != DRAFT.name and STATES_DAY.read(entry):
            key = DATE
        self.found.setdefault(key, []).append((strength, entry))

    def _refuse(self, entry: Entry, container: str) -> None:
        """Refuse what would configure the site, but read what MyST's ``html_meta`` says of it."""
        help = refusal(entry.key) or ""
        for path, inner in _metadata(entry):
            name = HTML_META.get(_property(inner.key))
            if name and (key := find(name)):
                self._give(key, Entry(name, inner.value, inner.position), _INNER)
            else:
                found = f"{container}{path}{inner.key}: a post does not set this"
                self.problem_list.error(inner.position, "key-refused", found, help)

    def _tell_unknown(self, entry: Entry) -> None:
        name = entry.key if len(entry.key) <= 40 else f"{entry.key[:39]}…"
        if near := nearest(entry.key):
            help = f"write {near}, if that was meant"
        elif " " in entry.key or "<" in entry.key:
            help = "put the text above it in quotation marks, if it goes on here"
        else:
            help = "remove it: it has no effect"
        self.problem_list.warning(entry.position, "key-unknown", f"{name}: unknown key", help)


def _metadata(entry: Entry) -> Iterator[tuple[str, Entry]]:
    """Yield the metadata in a refused key with its path, or the key itself if it holds none."""
    if entry.key.lower() in _META and isinstance(entry.value, Table):
        for inner in entry.value.entries:
            if entry.key.lower() == "myst":
                for path, deeper in _metadata(inner):
                    yield f"{entry.key}.{path}", deeper
            else:
                yield f"{entry.key}.", inner
    else:
        yield "", entry


def _property(name: str) -> str:
    """Return what a name of ``html_meta`` is about: ``property=og:image`` is ``og:image``."""
    return name.split(" ")[0].removeprefix("property=").removeprefix("name=").lower()


_TABLED: Final = frozenset({DATE, IMAGE})
"""Keys whose value other tools make a table of several keys."""
_META: Final = frozenset({"myst", "html_meta"})
_INNER: Final = 100
"""How much weaker a key is that stands in a table."""
