"""What nginx must be told of a site: the same as `_headers` and `_redirects` tell other hosts.

`deploy/nginx.conf` includes it in its server. Only a `server` can hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publishing.output.redirects import read_redirects

_CACHING: Final = "Cache-Control"
_ASK_AGAIN: Final = "no-cache"
"""A page may be kept, but is asked for each time: 304 where it is still the same.

Hosts that read `_headers` do so of themselves. It cannot stand there: they would join it with
the value of the files that never change.
"""


class HeadersError(ValueError):
    """`_headers` says something that nginx cannot be told; the words say what."""


def nginx_conf(headers: str, redirects: str) -> str:
    """Return the part of a server's configuration that a site makes itself.

    :param headers: the site's `_headers`.
    :param redirects: its `_redirects`, or nothing.
    :raises HeadersError: a header of some files only that is not for caching. One
        ``add_header`` in a ``location`` would make nginx forget all of the server's.
    """
    return "".join(f"{line}\n" for line in _lines(headers, redirects))


def _lines(headers: str, redirects: str) -> Iterator[str]:
    yield "# Made by `make package` of _headers and _redirects. Do not edit: it is made anew."
    # A request that is refused before its address is looked at has no $kept.
    yield "uninitialized_variable_warn off;"
    yield f"set $kept {_quoted(_ASK_AGAIN)};"
    for pattern, name, value in _rules(headers):
        if pattern == "/*":
            yield f"add_header {name} {_quoted(value)} always;"
        elif name == _CACHING:
            yield f"if ($uri ~ {_quoted(_expression(pattern))}) {{ set $kept {_quoted(value)}; }}"
        else:
            raise HeadersError(f"_headers: {name} is set for {pattern} alone: set it for /*")
    yield f"add_header {_CACHING} $kept always;"
    for old, new in read_redirects(redirects):
        yield f"location = {_quoted(old)} {{ return 301 {_quoted(new)}; }}"


def _rules(headers: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pattern, name and value of every header."""
    pattern = ""
    for line in headers.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            yield pattern, name, value
        else:
            pattern = line


def _expression(pattern: str) -> str:
    return "^" + ".*".join(map(re.escape, pattern.split("*"))) + "$"


def _quoted(text: str) -> str:
    r"""Return a text as one word of a configuration.

    There is no way to write a dollar sign: ``$name`` is a variable even in quotes. It stands
    in no header of ours and is percent-encoded in links; as the end of an expression or in
    the name of a ``location`` it is no variable.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
