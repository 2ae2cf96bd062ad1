"""Links and pictures that were left as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.markdown.unparsed.finding import GAP, Text, Unparsed, beginning, line_of, unparsed
from publishing.model.problem import shown

_CODE = "link-unparsed"
_LABEL = r"\[(?P<label>[^\[\]\n]{1,200})\]"
_ADDRESS = rf"{GAP}?(?:https?://|www\.|mailto:|\.{{0,2}}/|[\w/-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)\b)"
_FAILED = re.compile(rf"(?P<bang>!?){_LABEL}(?P<open>\(|（)(?P<rest>[^\n]*)")
_UNDEFINED = re.compile(
    rf"(?P<bang>!?)(?<![\w)\]]){_LABEL}\[(?P<name>[^\[\]\n]{{0,200}})\](?![(\[:])"
)
_WIKI = re.compile(r"(?P<bang>!?)(?<!\w)\[\[(?P<page>[^\[\]\n|]+)(?:\|(?P<label>[^\[\]\n]*))?\]\]")
_REVERSED = re.compile(rf"\((?P<label>[^()\n]{{1,200}})\)\[{_ADDRESS}[^\]\s]*\]")
_DEFINITION = re.compile(rf"^\[(?!\^)(?P<label>[^\[\]\n]+)\]:[ \t]*(?:{_ADDRESS}|<)", re.MULTILINE)
_ANGLED = re.compile(rf"<{GAP}?https?://[^<>\s]*[ \t][^<>\n]*>")
_FILE = r"[\w./-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)"
_OPENED = re.compile(
    rf"!?\[(?P<label>[^\[\]()\n]{{1,80}})\((?:{GAP}?https?://[^\s()]*|{_FILE})\)(?![^\n]*\])"
)
_UNOPENED = re.compile(rf"\]{{1,2}}\({_ADDRESS}")
_BROKEN = re.compile(rf"!?\[[^\[\]\n]{{1,200}}\n[^\[\]\n]{{1,200}}\]\({_ADDRESS}[^\n]*")
_BRACES = re.compile(
    rf"\{{(?P<label>[^{{}}\n]{{1,100}})\}}\({GAP}?https?://|\[[^\[\]\n]{{1,100}}\]\{{{GAP}?https?://"
)
_NOTE = re.compile(r"(?<=\w)\^\[(?=[^\W\d_])[^\n]*")
_APART = re.compile(r"^![ \t]+(?=\N{OBJECT REPLACEMENT CHARACTER})", re.MULTILINE)


def find_links(text: Text) -> Iterator[Unparsed]:
    """Yield what was to be a link or a picture."""
    words = text.words
    if "](" in words:
        yield from _unopened(words)
    if "[" in words or "{" in words:
        yield from _failed(words)
        yield from _undefined(words)
        yield from _wiki(words)
        for pattern, message, help in _FORMS:
            for found in pattern.finditer(words):
                what = shown(beginning(found[0]))
                yield unparsed(_CODE, words, found, f"{what}: {message}", help)
    if "<" in words:
        for found in _ANGLED.finditer(words):
            message = f"{shown(beginning(found[0]))}: an address holds a space, and is no link"
            yield unparsed(_CODE, words, found, message, "write %20 for each space of the address")
    if "!" in words:
        for found in _APART.finditer(words):
            message = "! by itself: a space between it and [ keeps a picture from being shown"
            yield unparsed(_CODE, words, found, message, "write ![what it shows](file.png)")


_FORMS = (
    (_REVERSED, "brackets are the wrong way round", "write [the site](https://example.org)"),
    (
        _DEFINITION,
        "the address of a link cannot stand in a paragraph",
        "write an empty line before it",
    ),
    (_BRACES, "braces stand where brackets belong", "write [the site](https://example.org)"),
    (_NOTE, "a note that is never closed", "write ] behind its text; if it is text, ^\\["),
    (_OPENED, "] is missing before the address", "write [the site](https://example.org)"),
)


def _failed(words: str) -> Iterator[Unparsed]:
    """Yield links whose address could not be read."""
    for found in _FAILED.finditer(words):
        label, rest = found["label"], found["rest"]
        if label in _CAPTURES or rest.startswith(("{{", "{%")):
            continue
        is_address = re.match(_ADDRESS, rest)
        if words[found.start() - 1 : found.start()].isalnum() and not is_address:
            continue  # a call: handlers[i](a, b)
        what = "a picture" if found["bang"] else "a link"
        if found["open"] == "（":
            why = "the bracket before its address is a wide one"
        elif not _closes(rest):
            why = "the bracket behind its address is missing"
        elif re.search(r"\s", rest.partition(")")[0]):
            why = "its address holds a space"
        else:
            why = "its address cannot be read"
        form = f"{found['bang']}[{_plain(label)}](address)"
        message = f"{shown(beginning(found[0]))}: {what} is shown as text, since {why}"
        help = f"write {form}; an address with spaces stands between < and >"
        yield unparsed(_CODE, words, found, message, help)


def _unopened(words: str) -> Iterator[Unparsed]:
    """Yield addresses behind a bracket that no other opens, and texts of two lines."""
    read = {found.start("open") for found in _FAILED.finditer(words)}
    for found in _BROKEN.finditer(words):
        read.add(words.index("](", found.start()) + 1)
        message = (
            f"{shown(beginning(found[0]))}: a link is shown as text: its address cannot be read"
        )
        help = "write [text](address); an address with spaces stands between < and >"
        yield unparsed(_CODE, words, found, message, help)
    for found in _UNOPENED.finditer(words):
        if words.index("(", found.start()) in read:
            continue
        line = words[: found.start()].rpartition("\n")[2]
        at = beginning(re.split(rf"[\s{GAP}]", line)[-1] + found[0])
        message = f"{shown(at)}: a link is shown as text, since its brackets do not match"
        help = "write [text](address), with ! before a picture"
        yield Unparsed(_CODE, at[:60], message, help, line_of(words, found.start()))


_CAPTURES = frozenset({"&", "=", "this", "*this"})
"""What stands in the brackets of a lambda of C++."""


def _closes(rest: str) -> bool:
    depth = 1
    for char in rest:
        depth += (char == "(") - (char == ")")
        if not depth:
            return True
    return False


def _plain(label: str) -> str:
    label = "".join(char for char in label if char.isprintable() and char != GAP)
    return label if len(label) < 40 else "…"


def _undefined(words: str) -> Iterator[Unparsed]:
    """Yield references to an address that is stated nowhere."""
    for found in _UNDEFINED.finditer(words):
        label, name = found["label"], found["name"] or found["label"]
        if _is_index(label) and (_is_index(name) or not found["name"]):
            continue
        message = f"{shown(beginning(found[0]))}: no address is stated for [{_plain(name)}]"
        help = f"write [{_plain(label)}](address), or below it [{_plain(name)}]: address"
        yield unparsed(_CODE, words, found, message, help)


def _is_index(label: str) -> bool:
    """Whether a label is an index, a class of characters or a mark, and no words."""
    return bool(re.fullmatch(r"\W*\w?\W*|[\d\s:.,+-]+|\^?(?:\w-\w)+\W*|[\^@].*", label))


def _wiki(words: str) -> Iterator[Unparsed]:
    for found in _WIKI.finditer(words):
        page = found["page"]
        if page != page.strip() or re.fullmatch(r"[\d\s.,;+-]+", page):
            continue  # a test of a shell, a matrix
        if re.fullmatch(r"([:.=]).+\1", page):
            continue  # a class of characters: [[:alpha:]]
        label = found["label"] or page
        message = f"{shown(found[0])}: a link between double brackets is not known here"
        help = (
            f"write {found['bang']}[{_plain(label)}](../its-folder/index.md); code stands between `"
        )
        if found["bang"]:
            message = f"{shown(found[0])}: what it names is no picture, and is not shown here"
            help = f"write a link: [{_plain(label)}](../its-folder/index.md)"
        yield unparsed(_CODE, words, found, message, help)
