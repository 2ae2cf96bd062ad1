"""Tags of template languages: Liquid, Nunjucks, Hugo's shortcodes; what they say and mean.

Nothing is ever run. A tag that shows a picture or a film has one meaning whatever runs it, and is
read as a picture or a link. Any other is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from publishing.markdown.other_tools import LONGEST_TAG
from publishing.policy import rules as policy
from publishing.policy.rules import names

_SIGNS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{{": "}}", "{#": "#}"}
_QUOTED = r"\"[^\"]*\"|'[^']*'|“[^”]*”|`[^`]*`"
_PART = re.compile(rf"(?:(?P<key>[\w-]+)(?:\s*=|:(?!//))\s*)?(?P<value>{_QUOTED}|[^\s,]+)")
_NAME = re.compile(r"/?\s*[\w][\w./-]*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag.

    :ivar sign: what it begins with: ``{%``, ``{{<``.
    :ivar name: its name; empty for a value, ``{{ page.title }}``.
    :ivar said: what stands in it, its name left out.
    :ivar end: where it ends in its text.
    :ivar words: its arguments without a name, without quotes.
    :ivar named: those with a name.
    """

    sign: str
    name: str
    said: str
    end: int
    words: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)

    @property
    def is_end(self) -> bool:
        """Whether it ends another."""
        return self.name.startswith(("/", "end"))


def tag_at(text: str, start: int, end: int | None = None) -> Tag | None:
    """Return the tag that begins at *start*, if there is a whole one in its paragraph."""
    sign = next((sign for sign in _SIGNS if text.startswith(sign, start)), None)
    if sign is None:
        return None
    close = _SIGNS[sign]
    last = text.find(close, start + len(sign), min(end or len(text), start + LONGEST_TAG))
    inside = text[start + len(sign) : last]
    if last < 0 or re.search(r"\n[ \t]*\n", inside):
        return None
    inside = inside.strip().removeprefix("-").removesuffix("-").strip()
    named = _NAME.match(inside) if sign not in {"{{", "{#"} else None
    name = re.sub(r"\s", "", named[0]) if named else ""
    said = inside[named.end() :].strip() if named else inside
    parts = [*_PART.finditer(said)] if named else []
    return Tag(
        sign,
        name,
        said,
        last + len(close),
        tuple(_bare(part["value"]) for part in parts if not part["key"]),
        {part["key"].lower(): _bare(part["value"]) for part in parts if part["key"]},
    )


def _bare(value: str) -> str:
    return unescape(value[1:-1] if re.fullmatch(_QUOTED, value) else value)


# -- What tags mean ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A tag that shows a picture."""

    address: str
    alt: str = ""
    caption: str = ""
    width: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A tag that shows something of another site.

    :ivar frame: the address of what a frame can show.
    """

    address: str
    title: str = ""
    frame: str = ""


def meaning(tag: Tag) -> Picture | Page | None:
    """Return what a tag shows, if that is clear."""
    if tag.sign == "{{":
        return _embedded(tag.said)
    name, words, said = tag.name.lower(), tag.words, tag.named
    if name in {"include", "render", "partial", "includecached"} and words:  # figure.html src=…
        name, words = words[0].rpartition("/")[2].partition(".")[0].lower(), words[1:]
    name = said.get("provider", name) if name in {"video", "embed"} else name
    if name in _FILMS:
        return _film(name, words, said)
    if name == "gist" and words:
        where = "/".join(words[:2]) if len(words) > 1 and "/" not in words[0] else words[0]
        return Page(f"https://gist.github.com/{where}") if _PATH.fullmatch(where) else None
    if name in {"tweet", "twitter", "x"}:
        return _message(words, said)
    if _PICTURING.search(name):
        return _picture(words, said)
    return None


_PATH = re.compile(r"[\w-]+(?:/[\w-]+)?")
_WEB = re.compile(r"https?://\S+")
_ID = re.compile(r"[\w-]{6,20}")
_YOUTUBE = ("https://www.youtube.com/watch?v={}", "https://www.youtube-nocookie.com/embed/{}")
_FILMS = {
    "youtube": _YOUTUBE,
    "youtubelite": _YOUTUBE,
    "vimeo": ("https://vimeo.com/{}", "https://player.vimeo.com/video/{}"),
}
_EMBED = re.compile(
    r"[\"'](https?://[^\"'\s]+)[\"']\s*\|\s*(?:embed|youtube|video)\b(?:\s*:\s*[\"'](.*?)[\"'])?\s*",
    re.DOTALL,
)
_FRAMED = re.compile(r"https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)")


def _embedded(said: str) -> Page | None:
    """Read ``"https://…" | embed: "Title"``."""
    found = _EMBED.fullmatch(said)
    if not found:
        return None
    film = _FRAMED.match(found[1])
    address = _YOUTUBE[0].format(film[1]) if film else found[1]
    return Page(address, found[2] or "", found[1])


def _film(name: str, words: tuple[str, ...], said: dict[str, str]) -> Page | None:
    stated = next((said[k] for k in ("id", "video", "videoid", "url", "src") if k in said), "")
    film = stated or (words[0] if words else "")
    title = said.get("title", "")
    if _WEB.fullmatch(film):
        return Page(film, title)
    if not _ID.fullmatch(film):
        return None
    address, frame = _FILMS[name]
    return Page(address.format(film), title, frame.format(film))


def _message(words: tuple[str, ...], said: dict[str, str]) -> Page | None:
    address = words[0] if words else said.get("url", "")
    if _WEB.fullmatch(address):
        return Page(address)
    number = said.get("id", words[-1] if words else "")
    user = said.get("user", words[0] if len(words) > 1 else "i")
    if number.isdecimal() and re.fullmatch(r"\w+", user):
        return Page(f"https://twitter.com/{user}/status/{number}")
    return None


_PICTURING = re.compile(r"(?:^|[_-])(?:image|img|picture|figure|photo|fig)(?:$|[_-])")
_SOURCES = names("src image_path path url file filename image img")
_ENDS = tuple(policy.PICTURES)


def _picture(words: tuple[str, ...], said: dict[str, str]) -> Picture | None:
    position = next((n for n, word in enumerate(words) if word.lower().endswith(_ENDS)), None)
    source = next((said[key] for key in ("src", *sorted(_SOURCES)) if key in said), "")
    if position is None and not source.lower().endswith(_ENDS):
        return None
    rest = words[position + 1 :] if position is not None else words
    caption = said.get("caption", said.get("title", ""))
    alt = said.get("alt") or _words(rest) or caption
    return Picture(
        source or words[position or 0],
        alt,
        caption,
        said.get("width", ""),
        said.get("link", said.get("href", "")),
    )


def _words(rest: tuple[str, ...]) -> str:
    """Return the words that say what a picture shows: one quoted text, or all that are no sizes."""
    texts = [word for word in rest if " " in word]
    if texts:
        return texts[0]
    words = (word for word in rest if word and not word.isdecimal())
    return " ".join(word for word in words if not _CLASS.fullmatch(word))


_CLASS = re.compile(r"[a-z]+(?:[_-]+[a-z0-9]+)+|left|right|center|null|none")
