"""What a post gives for each key, whatever the key was called and wherever it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from operator import itemgetter
from typing import Final, TypeVar

from publishing.compat.foreign_keys import CONTAINERS, HTML_META
from publishing.frontmatter.audience import FLAGS
from publishing.frontmatter.keys import DATE, DRAFT, UPDATED, Key, Kind
from publishing.frontmatter.node import Entry, Node, Scalar, Table
from publishing.frontmatter.problem_list import ProblemList
from publishing.frontmatter.spelling import find, is_ignored, letters, nearest, rank, refusal

Value = TypeVar("Value")


class ResolvedKeys(dict[str, tuple[Entry, ...]]):
    """The entries that give a value to each key, by its name, the strongest first."""

    def each(self, name: str, read: Callable[[Entry], Value]) -> tuple[Value, ...]:
        """Return what every entry for a key says."""
        return tuple(read(entry) for entry in self.get(name, ()))

    def first(self, name: str, read: Callable[[Entry], Value | None]) -> Value | None:
        """Return what the strongest entry says that says anything."""
        said = (value for value in self.each(name, read) if value is not None and value != "")
        return next(said, None)

    def every(self, name: str, read: Callable[[Entry], tuple[str, ...]]) -> tuple[str, ...]:
        """Return all that the entries for a key list, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(self.each(name, read))))


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
        given[key.name] = tuple(entry for _, entry in sorted(found, key=itemgetter(0)))
        if key.kind in _SINGLE:
            first, *others = given[key.name]
            for entry in others:
                if key is not DATE or not is_of_publication(entry):
                    tell_second(first, entry, problem_list)
    return given, tuple(dict.fromkeys(gathering.ignored))


def is_of_publication(entry: Entry) -> bool:
    """Return whether an entry states when a post is published, whatever day it is dated by."""
    return letters(entry.key) in _OF_PUBLICATION


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
        if (key := find(entry.key)) is DATE and isinstance(entry.value, Table):
            self._add_days(entry, entry.value)
        elif key:
            self._give(key, entry, rank(entry.key))
        elif letters(entry.key) == "permalink" and _is_false(entry.value):
            self._give(DRAFT, entry, _INNER)  # Eleventy: no page
        elif entry.key in CONTAINERS and isinstance(entry.value, Table):
            for inner in entry.value.entries:
                self._add_inner(entry.key, inner)
        elif refusal(entry.key):
            self._refuse(entry, "")
        elif is_ignored(entry.key):
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

    def _add_days(self, entry: Entry, table: Table) -> None:
        """Take in the days of Material for MkDocs: ``date: {created: …, updated: …}``."""
        days = [(_day_key(inner), inner) for inner in table.entries]
        if not any(key is DATE for key, _ in days):
            self._give(DATE, entry, rank(entry.key))
        for key, inner in days:
            if key:
                self._give(key, inner, rank(inner.key) + _INNER)
            else:
                self.ignored.append(f"{entry.key}.{inner.key}")

    def _give(self, key: Key, entry: Entry, strength: int) -> None:
        if entry.value.is_empty:
            return
        if key is DRAFT:
            key = _day_key(entry) or key
        self.found.setdefault(key, []).append((strength, entry))

    def _refuse(self, entry: Entry, container: str) -> None:
        """Refuse what would configure the site, but read what MyST's ``html_meta`` says of it."""
        rest: list[Entry] = []
        for path, inner in _metadata(entry):
            if name := HTML_META.get(_property(inner.key)):
                if key := find(name):
                    self._give(key, Entry(name, inner.value, inner.position), _INNER)
            else:
                rest.append(Entry(f"{path}{inner.key}", inner.value, inner.position))
        for inner in rest:
            self.problem_list.error(
                inner.position,
                "key-refused",
                f"{container}{inner.key}: a post does not set this",
                refusal(entry.key) or "",
            )

    def _tell_unknown(self, entry: Entry) -> None:
        name = entry.key if len(entry.key) <= 40 else f"{entry.key[:39]}…"
        if near := nearest(entry.key):
            help = f"write {near}, if that was meant"
        elif " " in entry.key or "<" in entry.key:
            help = "put the text above it in quotation marks, if it goes on here"
        else:
            help = "remove it: it has no effect"
        self.problem_list.warning(entry.position, "key-unknown", f"{name}: unknown key", help)


def _day_key(entry: Entry) -> Key | None:
    """Return which day an entry states: Hugo's `published` is one, Jekyll's a truth value."""
    key, value = find(entry.key), entry.value
    if key is DRAFT and letters(entry.key) in {"published", "publish"}:
        is_day = isinstance(value, Scalar) and value.text[:1].isdigit() and value.text not in FLAGS
        return DATE if is_day else None
    return key if key in {DATE, UPDATED} else None


def _is_false(value: Node) -> bool:
    return isinstance(value, Scalar) and value.plain and value.text.lower() == "false"


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


_OF_PUBLICATION: Final = frozenset(
    map(
        letters,
        (
            *("publish_date", "pub_date", "published_date", "published_at", "date_published"),
            *("published", "publish"),
        ),
    )
)
_SINGLE: Final = {Kind.TEXT, Kind.DATE, Kind.NAME, Kind.LANGUAGE, Kind.WEB_ADDRESS}
_META: Final = frozenset({"myst", "html_meta"})
_INNER: Final = 100
