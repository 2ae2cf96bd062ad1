"""Judges one element of a post's raw HTML, and writes its start anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from publishing.markdown.size import sizes
from publishing.model.filename import composed
from publishing.policy import rules as policy
from publishing.policy.rules import names
from publishing.render import attachments, link_rewrite, post_images
from publishing.render.context import PostContext
from publishing.render.link_targets import read

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is written for the start of an element.

    :ivar html: its start, or what stands in for it.
    :ivar opens: the name whose end closes it; empty if there is nothing to close.
    """

    html: str = ""
    opens: str = ""


def judge(
    context: PostContext, tag: str, attributes: Attributes, written: str, line: int
) -> Judged:
    """Judge the start of an element *tag* with its decoded *attributes*.

    :param written: the start as it stands in the post.
    """
    given: dict[str, str] = {}
    for name, value in attributes:
        given.setdefault(name.lower(), value or "")  # of two, browsers take the first
    address = given.get("src") or given.get("href") or None
    with context.judging(address, line, "html"):
        return _judged(context, tag, given, written, line)


def _judged(
    context: PostContext, tag: str, given: dict[str, str], written: str, line: int
) -> Judged:
    tag = policy.RENAMED.get(tag, tag)
    if tag == "iframe":
        return _frame(context, given, written, line)
    if tag not in policy.ELEMENTS:
        return _removed(context, tag, given, written, line)
    if tag == "img":
        return _picture(context, given, line)
    kept = _kept(context, tag, given, line)
    if tag in {"audio", "video"}:
        kept |= {"controls": "", "preload": "none"}
    return Judged(_start(tag, kept), tag)


def _start(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>"


def _removed(
    context: PostContext, tag: str, given: dict[str, str], written: str, line: int
) -> Judged:
    if tag not in _KNOWN and not given and _NAME.fullmatch(tag):
        message = f"{written} is no element of HTML and shows as text"
        context.warn(line, "html-unknown", message, f"write it as code: `{written}`", at=written)
        return Judged(escape(written))
    help = _HELP.get(tag, "leave it out, or write it in Markdown")
    at = written.partition("\n")[0]
    context.warn(line, "html-removed", f"<{tag}> is removed", help, at=at)
    for name in given:
        if name in _ADDRESSES:
            _address(context, given[name], line)
    return Judged()


_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
_HELP = {
    "iframe": "link to it; an editor may allow its host in conf.py (embed_hosts)",
    "script": "leave it out: no post runs a script",
    "style": "leave it out: the site has one look",
    "svg": "save it as a file beside the post and show that",
    "math": "write a formula between dollar signs",
    "center": "leave it out: the site has one look",
    "font": "leave it out: the site has one look",
}
_KNOWN = names("""
    address applet area article base basefont bgsound big blink body button canvas center
    command datalist dialog dir embed fieldset font form frame frameset head hgroup html iframe
    image input isindex keygen label legend link listing main map marquee math menu menuitem
    meta meter multicol nav nextid nobr noembed noframes noscript object optgroup option output
    param plaintext portal progress script search select slot spacer style svg template textarea
    title xmp foreignobject desc animate set use g path rect circle text image line
    """)
"""Elements of HTML (and of SVG) that are removed. Any other name was not meant as HTML."""

_ADDRESSES = frozenset({"action", "cite", "data", "formaction", "href", "src", "xlink:href"})


def _address(context: PostContext, url: str, line: int) -> None:
    """Name the address of a removed element if it is one that no post may hold."""
    read(context, url, line)


def _kept(context: PostContext, tag: str, given: dict[str, str], line: int) -> dict[str, str]:
    allowed = policy.ELEMENTS[tag] | policy.GLOBAL_ATTRIBUTES
    kept: dict[str, str] = {}
    for name, value in given.items():
        if name.startswith("on"):
            message = f"{name} is removed from <{tag}>"
            context.warn(line, "html-handler", message, "leave it out: no post runs a script")
        elif name == "style" and _plain_style(tag).sub("", value).strip(" ;"):
            help = "leave it out: the site has one look"
            context.warn(line, "html-style", f"style is removed from <{tag}>", help)
        elif name in allowed:
            _keep(context, name, value, line, kept)
    classes = [c for c in given.get("class", "").split() if c in policy.CLASSES]
    aligned = _ALIGNED.search(given.get("style", "") + ";text-align:" + given.get("align", ""))
    if aligned and tag != "table":
        classes.append(f"{'align' if tag == 'img' else 'text'}-{aligned[1].lower()}")
    kept.pop("class", None)
    return {**kept, "class": " ".join(dict.fromkeys(classes))} if classes else kept


_ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right)\b", re.IGNORECASE)


_SIZE_STYLE = re.compile(
    rf"(?:max-)?(?:width|height)\s*:\s*(?:\d{{1,5}}(?:px|%)?|auto)|{_ALIGNED.pattern}", re.I
)


def _plain_style(tag: str) -> re.Pattern[str]:
    """Return what a style may say that is kept, in another way."""
    return _SIZE_STYLE if tag == "img" else _ALIGNED


def _keep(context: PostContext, name: str, value: str, line: int, kept: dict[str, str]) -> None:
    if name in {"id", "name"}:
        value = composed(value)  # a mark by itself is no letter
        if _ID.fullmatch(value):
            kept["id"] = value
            context.ids.add(value)
    elif name in {"href", "cite"}:
        found = link_rewrite.follow(context, value, line)
        if found:
            kept[name] = found.url
    elif name in {"src", "poster"}:
        played = attachments.show(context, value, line, is_picture=name == "poster")
        if played and played.is_internal:
            kept[name] = played.url
    elif name == "srcset":
        kept[name] = ", ".join(_candidates(context, value, line))
    elif name not in _NUMBERS or _NUMBER.fullmatch(value):
        kept[name] = value


_ID = re.compile(r"[\w][\w.:-]{0,100}")
_NUMBERS = frozenset({"colspan", "height", "rowspan", "span", "start", "value", "width"})
_NUMBER = re.compile(r"-?\d{1,4}")


def _candidates(context: PostContext, value: str, line: int) -> list[str]:
    found = []
    for candidate in value.split(",")[:20]:
        url, _, size = candidate.strip().partition(" ")
        if not url or not _SIZE.fullmatch(size.strip()):
            continue
        picture = attachments.show(context, url, line)
        if picture and picture.is_internal:
            found.append(f"{picture.url} {size.strip()}".strip())
    return found


_SIZE = re.compile(r"(\d{1,5}(\.\d{1,3})?[wx])?")


def _picture(context: PostContext, given: dict[str, str], line: int) -> Judged:
    found = attachments.show(context, given.get("src", ""), line)
    alt = given.get("alt", "")
    if found is None:
        return Judged(escape(alt))
    if not found.is_internal:
        text = escape(alt or urlsplit(found.url).netloc)
        return Judged(f'<a href="{escape(found.url)}">{text}</a>')
    stated = _sizes(given)
    kept = _kept(context, "img", {k: v for k, v in given.items() if k not in _SIZED}, line)
    measured = post_images.attributes(
        context,
        found.url,
        line,
        width=stated["width"].pixels,
        height=stated["height"].pixels,
        share=stated["width"].share or 100,
    )
    held = {"src": found.url, **kept, **measured, "alt": alt}
    if stated["width"].share:
        held["class"] = f"{kept.get('class', '')} w-{stated['width'].share}".strip()
    return Judged(_start("img", held))


_SIZED = frozenset({"src", "width", "height"})


def _sizes(given: dict[str, str]) -> dict[str, post_images.StatedSize]:
    """Return the sizes of a picture, stated as attributes or else in its style."""
    stated = sizes(given.get("style", ""))
    return {
        side: post_images.stated_size(given.get(side) or str(stated.get(side, "")))
        for side in ("width", "height")
    }


def _frame(context: PostContext, given: dict[str, str], written: str, line: int) -> Judged:
    url = given.get("src", "")
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
    except ValueError:
        return _removed(context, "iframe", given, written, line)
    # The host alone, without a user's name or a port: what the page's own policy allows.
    host = parts.netloc.lower()
    if parts.scheme != "https" or host not in context.embed_hosts:
        return _removed(context, "iframe", given, written, line)
    found = link_rewrite.follow(context, parts._replace(netloc=host).geturl(), line)
    if found is None:
        return Judged()
    kept = {k: v for k, v in given.items() if k in policy.FRAME - {"src"}}
    sized = {k: v for k, v in kept.items() if k == "title" or _NUMBER.fullmatch(v)}
    return Judged(_start("iframe", {"src": found.url, **sized, **policy.FRAME_HELD}), "iframe")
