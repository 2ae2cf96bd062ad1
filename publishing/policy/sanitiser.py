"""Cleans the finished HTML of a post, for its page and for feeds.

The last of three layers, and the only one that sees the whole: what is in a post's HTML
is decided when it is parsed (:mod:`publishing.render.markup`); here a maintained sanitiser reads
the result as a browser would and keeps only what is listed. So the listing below is what
docutils, Sphinx and sphinx-design write, together with what authors may.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from urllib.parse import quote, unquote

import nh3

from publishing.model.filename import composed
from publishing.model.invisible_characters import without_unseen
from publishing.policy import rules as policy
from publishing.policy.rules import names
from publishing.policy.turned_tags import straightened

Rewrite = Callable[[str, str, str], str | None]

# MathML Core, without what could lead back into HTML (annotation-xml, semantics).
_MATHML = names("""
    math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
    """)
_MATHML_ATTRIBUTES = names("""
    accent accentunder columnalign columnspacing columnspan depth dir display displaystyle fence
    form height largeop linethickness lspace mathbackground mathcolor mathsize mathvariant
    maxsize minsize movablelimits rowspacing rowspan rspace scriptlevel separator stretchy
    symmetric voffset width xmlns
    """)
_OURS = names("article div input label nav section svg path")
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": policy.GLOBAL_ATTRIBUTES
    | {"aria-describedby", "aria-labelledby", "aria-level", "role", "tabindex"},
    "a": frozenset({"download", "href", "hreflang"}),
    "iframe": policy.FRAME | set(policy.FRAME_HELD),
    "img": policy.ELEMENTS["img"] | {"decoding", "loading"},
    "input": frozenset({"checked", "disabled", "name", "type"}),
    "label": frozenset({"for"}),
    "path": frozenset({"d", "fill-rule"}),
    "svg": frozenset({"height", "version", "viewbox", "viewBox", "width"}),
    "audio": policy.ELEMENTS["audio"] | {"controls", "preload"},
    "video": policy.ELEMENTS["video"] | {"controls", "preload"},
    **dict.fromkeys(_MATHML, _MATHML_ATTRIBUTES),
}
_URLS = frozenset({"cite", "href", "poster", "src"})
_IDS = frozenset({"aria-describedby", "aria-labelledby", "for", "headers", "id"})


def _allowed() -> dict[str, set[str]]:
    tags = {*policy.ELEMENTS, *_MATHML, *_OURS, "iframe"}
    return {
        tag: set(policy.ELEMENTS.get(tag, frozenset()) | _ATTRIBUTES.get(tag, frozenset()))
        for tag in (*tags, "*")
    }


_ALLOWED = _allowed()


def clean(html: str, *, rewrite: Rewrite, embed_hosts: frozenset[str] = frozenset()) -> str:
    """Return *html*, a fragment, with only what is listed in it, closed and balanced.

    :param rewrite: maps tag, attribute and URL to the URL to write, or to nothing. URLs
        into this site come in site-root form (``/posts/x/``), fragments as ``#name``.
    :param embed_hosts: hosts whose frames stay.
    """
    filter_ = _Filter(rewrite, embed_hosts)
    turn = _FILTER.set(filter_)
    try:
        cleaner = _cleaner(with_frames=bool(embed_hosts))
        cleaned = cleaner.clean(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", html))
    finally:
        _FILTER.reset(turn)
    if filter_.failure is not None:
        raise filter_.failure
    return straightened(without_unseen(_EMPTY_HEADING.sub("", cleaned)))


# "Use headings like <H2> and <H3>", says an old post, and means the letters.
_EMPTY_HEADING = re.compile(r"<(h[2-6])(?: [^<>]*)?></\1>")


@cache
def _cleaner(*, with_frames: bool) -> nh3.Cleaner:
    """Return a cleaner; to hand it the lists takes longer than to clean a short text."""
    return nh3.Cleaner(
        tags=_ALLOWED.keys() - {"*"} if with_frames else _ALLOWED.keys() - {"*", "iframe"},
        attributes=_ALLOWED,
        attribute_filter=lambda tag, name, value: _FILTER.get().attribute(tag, name, value),
        url_schemes=set(policy.SCHEMES),
        link_rel=None,
    )


_FILTER: ContextVar[_Filter] = ContextVar("filter")
"""What judges the attributes of the text that is being cleaned."""

# What XML 1.0 cannot hold, however it came into a text: a feed with it is no feed.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Filter:
    """Judges attributes that the list allows, by their values."""

    def __init__(self, rewrite: Rewrite, embed_hosts: frozenset[str]) -> None:
        self._rewrite = rewrite
        self._hosts = embed_hosts
        self._ids: set[str] = set()
        self.failure: Exception | None = None

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        try:
            return self._judge(tag, name, value)
        except Exception as failure:  # nh3 would swallow it
            self.failure = failure
            return None

    def _judge(self, tag: str, name: str, value: str) -> str | None:
        if name in _URLS:
            return self._url(tag, name, value)
        if name == "srcset":
            return self._srcset(tag, value)
        if name == "id":
            return self._id(value)
        if name in _WELL_FORMED:
            return value if _WELL_FORMED[name].fullmatch(value) else None
        if name in _IDS:
            return " ".join(anchor(part) for part in value.split())
        if tag == "input" and name == "type":
            return value if value in {"checkbox", "radio"} else None
        if tag == "iframe" and name in policy.FRAME_HELD:
            return policy.FRAME_HELD[name]
        return value

    def _url(self, tag: str, name: str, value: str) -> str | None:
        if value.startswith("#"):
            fragment = anchor(unquote(value[1:]))
            return self._rewrite(tag, name, "#" + quote(fragment, safe=_FRAGMENT))
        if value.startswith("//") or not _WRITTEN.match(value):
            return None
        path, mark, fragment = value.partition("#")
        if "#" in fragment:
            fragment = fragment.replace("#", "%23")
            value = f"{path}#{fragment}"
        if mark and path.startswith("/posts/"):
            value = f"{path}#{quote(anchor(unquote(fragment)), safe=_FRAGMENT)}"
        if tag == "iframe" and not _host(value) & self._hosts:
            return None
        if tag not in {"a", "iframe"} and name != "cite" and not value.startswith("/"):
            return None  # nothing is loaded from another site
        return self._rewrite(tag, name, value)

    def _srcset(self, tag: str, value: str) -> str | None:
        kept = []
        for candidate in value.split(", "):
            url, _, size = candidate.partition(" ")
            written = self._url(tag, "src", url)
            if written:
                kept.append(f"{written} {size}".strip())
        return ", ".join(kept) or None

    def _id(self, value: str) -> str | None:
        name = anchor(value)
        if not _ID.fullmatch(name) or name in self._ids:
            return None
        self._ids.add(name)
        return name


# Attributes that say nothing if they are not written as HTML has it.
_WELL_FORMED = {
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "datetime": re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"
    ),
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"),
}

_WRITTEN = re.compile(rf"/|(?:{'|'.join(policy.SCHEMES)}):", re.IGNORECASE)
_FRAGMENT = "!$&'()*+,;=:@/?-._~"
_ID = re.compile(r"[^\s\"'<>&`]{1,2000}")  # a whole paragraph can be a heading


def _host(url: str) -> frozenset[str]:
    match = re.match(r"https://([a-z0-9.-]+)(?:[/?#]|\Z)", url)
    return frozenset({match[1]} if match else ())


# Ids of the theme and of the page around a post, and a name that scripts of Sphinx look up in the
# window. Ours are told one by one: a post may have a heading such as "Pub quiz".
_TAKEN = re.compile(
    r"(?:bd|jb|pst|rtd|sbt)-.*|pub-(?:main|navigation|search|note-\d+|[a-z]+-title)"
    r"|__.*|DOCUMENTATION_OPTIONS"
)


def anchor(id: str) -> str:
    """Return the id that a post's *id* becomes in its page.

    The page around the post has ids of its own, and scripts that find them. A post's id
    that could stand in for one of them gets the prefix ``post-``; all others stay, because
    links from outside lead to them. Composed, since a link to it is, whoever typed which.
    """
    id = composed(id)
    return f"post-{id}" if _TAKEN.fullmatch(id) else id
