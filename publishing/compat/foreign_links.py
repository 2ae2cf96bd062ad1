"""Addresses as other generators write them, with template tags, where it is clear what they mean.

``{% post_url 2015-03-09-x %}`` and ``{{< ref "x.md" >}}`` name the file of a post; what stands for
the address of the site (``{{ site.baseurl }}``, Pelican's ``{static}``) is nothing here, where an
address of the site begins with a slash. Whatever comes out is judged as any address.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock

from publishing.model.target import ENDING

_BASE = r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}"
_FILTERED = (
    r"\{\{-?\s*(?P<quote>[\"'])(?P<inner>[^\"'{}\n]*)(?P=quote)\s*\|\s*"
    r"(?:url|relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\b[^{}\n]*\}\}"
)
_POST = r"\{%-?\s*post_url\s+/?(?P<post>[\w./-]+)\s*-?%\}"
_LINK = r"\{%-?\s*link\s+(?:_posts/)?(?P<link>[\w./-]+)\s*-?%\}"
_REF = r"\{\{[<%]\s*(?:rel)?ref\s+(?P<mark>[\"`'])(?P<ref>[^\"`'\n]+)(?P=mark)\s*[>%]\}\}"
_PELICAN = r"\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|"
_TAG = f"(?:{_BASE})*(?:{_POST}|{_LINK}|{_FILTERED}|{_REF})|(?:{_BASE})+|{_PELICAN}"
_FIRST = re.compile(_TAG)
_LINKED = re.compile(rf"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|(?<=\]\()(?:{_TAG})")
_STATED = re.compile(rf"(?:(?<=\]\()|(?<=\]: )|(?<==[\"']))(?:{_TAG})")


def plain_address(url: str) -> str:
    """Return an address without the template tag that it begins with, if that one is clear.

    Zola's ``@/`` is the root of all posts.
    """
    if url.startswith("@/"):
        return url[1:]
    found = _FIRST.match(url) if url[:1] in {"{", "|"} else None
    return _meant(found) + url[found.end() :] if found else url


def plain_links(text: str) -> str:
    """Return Markdown whose links have plain addresses; what stands in code stays as it is."""
    if "](" not in text or ("{" not in text and "|" not in text):
        return text
    return _LINKED.sub(lambda found: found["code"] or _meant(found), text)


def read_as_addresses(line: str) -> list[tuple[int, int]]:
    """Return where in a line the template tags are that are read as addresses."""
    return [found.span() for found in _STATED.finditer(line)]


def _meant(found: re.Match[str]) -> str:
    if found["ref"]:
        path, mark, fragment = found["ref"].partition("#")
        has_ending = not path or "." in path.rpartition("/")[2] or path.endswith("/")
        return f"{_anywhere(path)}{'' if has_ending else '.md'}{mark}{fragment}"
    return _anywhere(found["post"] or found["link"] or "") or found["inner"] or ""


def _anywhere(path: str) -> str:
    """Return the path of a post that its tag finds wherever it is, marked as that."""
    return path if path[:1] in {"", ".", "/"} else ENDING + path


_TAGGED = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]+(?P<address>\{[{%].*?)[ \t]*")


def tagged_definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: a definition with a tag in its address: ``[a]: {{ site.url }}/a/``."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _TAGGED.fullmatch(line) if line.startswith("[") and "]: " in line else None
    if silent or not found or state.is_code_block(start):
        return False
    label = normalizeReference(found["label"])
    known = state.env.setdefault("references", {})
    known.setdefault(label, {"title": "", "href": plain_address(found["address"])})
    state.line = start + 1
    return True
