"""Where `conf.py` says what: the line and column of each setting, for messages."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

Position = tuple[int, int]
"""A 1-based line and column, in characters."""

START: Final = (1, 1)
_SCOPES: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Places:
    """The names of one `conf.py`, read from its text once it has been executed.

    :param values: what they are after the execution.
    :ivar text: the whole of it.
    """

    def __init__(self, tree: ast.Module, text: str, values: Mapping[str, Any]) -> None:
        self.text = text
        self._tree = tree
        self._lines = text.splitlines()
        self._values = values

    def of(self, name: str) -> Position | None:
        """Return where the value of a setting is written, or nothing if it is not.

        Of several assignments, as in the branches of an `if`, it is the last that has the value
        which the setting ended up with; one that is computed may have any.
        """
        found = self._written.get(name)
        if not found:
            return self._star if name in self._values else None
        equal = [node for node in found if self._is_value(node, name)]
        computed = [node for node in found if not _is_literal(node)]
        return self._position((equal or computed or found)[-1])

    def of_text(self, text: str, name: str = "") -> Position | None:
        """Return where a text stands, in the value of a setting if it does, or else anywhere."""
        for tree in (*self._written.get(name, ()), self._tree):
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and node.value == text:
                    return self._position(node)
        return None

    def column(self, line: int, offset: int) -> int:
        """Return the column of a byte of a line, counted from 0 as Python does."""
        if line > len(self._lines):
            return 1
        before = self._lines[line - 1].encode("utf-8", "surrogatepass")[:offset]
        return len(before.decode("utf-8", "ignore")) + 1

    @property
    def assigned(self) -> frozenset[str]:
        """The names that are given a value of their own or defined: not imported, not in a loop."""
        return frozenset(
            name
            for name, nodes in self._written.items()
            if not all(isinstance(node, ast.alias) or _is_target(node) for node in nodes)
        )

    @cached_property
    def used(self) -> frozenset[str]:
        """The names whose value `conf.py` itself uses: what they are for is there to see."""
        return frozenset(
            node.id
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        )

    @cached_property
    def functions(self) -> tuple[str, ...]:
        """The source of each function and class, without its comments."""
        return tuple(ast.dump(node) for node in self._scopes)

    @cached_property
    def used_in_functions(self) -> frozenset[str]:
        """The names that stand in functions and classes, which may be asked for at any time."""
        return frozenset(node.id for node in self._inner if isinstance(node, ast.Name))

    @cached_property
    def texts_in_functions(self) -> frozenset[str]:
        """The texts that stand in functions and classes."""
        constants = (node.value for node in self._inner if isinstance(node, ast.Constant))
        return frozenset(value for value in constants if isinstance(value, str))

    @property
    def _inner(self) -> Iterator[ast.AST]:
        return (inner for node in self._scopes for inner in ast.walk(node))

    @cached_property
    def _scopes(self) -> list[ast.AST]:
        return [node for node in _walk(self._tree) if isinstance(node, _SCOPES)]

    @cached_property
    def _written(self) -> dict[str, list[ast.AST]]:
        found: dict[str, list[ast.AST]] = {}
        for name, node in _assignments(self._tree):
            found.setdefault(name, []).append(node)
        return found

    @cached_property
    def _star(self) -> Position | None:
        """Where ``from other import *`` stands, which may assign anything."""
        for node in _walk(self._tree):
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                return self._position(node)
        return None

    def _is_value(self, node: ast.AST, name: str) -> bool:
        if not isinstance(node, ast.expr):
            return False
        try:
            return bool(ast.literal_eval(node) == self._values.get(name))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return False

    def _position(self, node: ast.AST) -> Position:
        line: int = node.lineno  # type: ignore[attr-defined]
        return line, self.column(line, node.col_offset)  # type: ignore[attr-defined]


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is executed with the module, and not what stands in functions and classes."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, _SCOPES):
            yield from _walk(node)


def _assignments(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield each name that is assigned and where its value stands, or else the name."""
    valued: set[int] = set()
    for node in _walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and node.value is not None:
                    valued.add(id(target))
                    yield target.id, node.value
                elif isinstance(target, ast.Name):
                    valued.add(id(target))  # an annotation alone assigns nothing
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if id(node) not in valued:
                yield node.id, node
        elif isinstance(node, ast.alias) and node.name != "*":
            yield node.asname or node.name.partition(".")[0], node
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node


def _is_target(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _is_literal(node: ast.AST) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
