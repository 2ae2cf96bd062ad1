"""Inspects the finished tree of a post: every address, every picture, all code.

Addresses come into a tree by Markdown links, by directives' options, by roles. Here each is
judged where it ended up, so a new way in is no way around.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from publishing.policy.limits import OverrunError
from publishing.render import attachments, link_rewrite, post_images
from publishing.render.anchors import line_of, unwrap
from publishing.render.appearance import hold_appearance
from publishing.render.context import PostContext
from publishing.render.element_ids import fragment
from publishing.render.link_targets import url_of
from publishing.render.link_text import hold_link
from publishing.render.page_size import hold_tree
from publishing.render.tree_text import tree_text


def inspect(document: nodes.document, context: PostContext) -> None:
    """Judge every node of *document*; what may not stay is replaced by its text."""
    hold_tree(document, context)
    hold_appearance(document, context)
    for node in [*document.findall(nodes.Element)]:
        act = _ACTS.get(type(node))
        if act is not None:
            address = next((node[name] for name in _ADDRESSES if name in node), None)
            with context.judging(address, line_of(node)):
                act(node, context)
    _mend(document)
    _hold_depth(document, context)


def _mend(document: nodes.document) -> None:
    """Mend what docutils and Sphinx would stumble over, left by what was taken out above."""
    for link in [*document.findall(nodes.reference)]:
        is_picture = len(link) == 1 and isinstance(link[0], nodes.image)
        parent = link.parent
        if not is_picture and not isinstance(parent, nodes.TextElement):
            parent[parent.index(link)] = nodes.paragraph("", "", link)
    for quote in [*document.findall(nodes.block_quote)]:
        if not quote.children:
            _put(quote, [])
    attached = {id(note) for note in document.findall(nodes.footnote)}
    for notes in (document.footnotes, document.autofootnotes, document.symbol_footnotes):
        notes[:] = [note for note in notes if id(note) in attached]


def _put(node: nodes.Element, instead: list[nodes.Node]) -> None:
    """Put others in the place of *node*, whose names and classes go with it."""
    node.parent[node.parent.index(node) : node.parent.index(node) + 1] = instead


def _hold_depth(document: nodes.document, context: PostContext) -> None:
    """Refuse a tree that the writer could not walk. Blocks were held before; words were not."""
    limit = context.bounds.depth * 10
    level: list[nodes.Node] = [document]
    for _ in range(limit):
        level = [child for node in level for child in node.children]
        if not level:
            return
    raise OverrunError(level[0].line or 1, limit + 1, limit, "things inside each other")


def _link(node: nodes.reference, context: PostContext) -> None:
    if "refuri" not in node:
        return
    url = str(node["refuri"])
    found = link_rewrite.follow(context, url, line_of(node))
    if found is None:
        unwrap(node)
        return
    for text in _texts(node):
        hold_link(text, found.url, line_of(node), context)
    if found.url.startswith("#"):
        node["id_link"], node["written"] = True, url
    elif not node.astext().strip() and node.next_node(nodes.image) is None:
        node += nodes.Text(found.title or url)
    node["internal"] = found.is_internal
    node["refuri"] = found.url


def _texts(link: nodes.reference) -> Iterator[str]:
    """Yield the texts that a link stands under: its own, or those of the card that it covers."""
    card = link.parent
    if "sd-stretched-link" in link["classes"]:
        while card is not None and "sd-card" not in card.get("classes", ()):
            card = card.parent
        parts = () if card is None else card.findall(nodes.TextElement)
        yield from (tree_text(part) for part in parts if not isinstance(part, nodes.Inline))
    else:
        yield tree_text(link)


def _picture(node: nodes.image, context: PostContext) -> None:
    found = attachments.show(context, str(node["uri"]), line_of(node))
    alt = str(node.get("alt", ""))
    if found is None:
        alt = alt or str(node.get("title", ""))
        context.stand_ins.add(alt)
        _replace(node, [nodes.Text(alt)] if alt else [])
    elif not found.is_internal:
        text = alt or str(node.get("title", "")) or urlsplit(found.url).netloc
        context.stand_ins.add(text)
        _replace(node, [nodes.reference("", text, refuri=found.url, internal=False)])
    else:
        node["uri"] = found.url
        node["alt"] = alt
        share = _size(node)
        node["attributes"] = post_images.attributes(
            context,
            found.url,
            line_of(node),
            width=node.get("width"),
            height=node.get("height"),
            share=share,
            is_lazy=not _begins(node),
        )
        if title := str(node.get("title", "")):
            _show_title(node, title)


def _show_title(picture: nodes.image, title: str) -> None:
    """Show the title of a picture: as a caption if it stands by itself, else when pointed at."""
    shown = picture.parent if isinstance(picture.parent, nodes.reference) else picture
    paragraph = shown.parent
    if len(shown.parent) > 1 or (shown is not picture and len(shown) > 1):
        picture["attributes"]["title"] = title
    elif isinstance(paragraph, nodes.paragraph) and not isinstance(paragraph.parent, nodes.entry):
        caption = nodes.caption(title, title)
        figure = nodes.figure("", shown, caption)
        figure.line = caption.line = paragraph.line
        paragraph.replace_self(figure)
    else:
        picture["attributes"]["title"] = title


def _begins(node: nodes.Node) -> bool:
    """Whether the text begins with a picture, which then is in sight at once."""
    while node.parent is not None:
        if node.parent.index(node) > 0:
            return False
        node = node.parent
    return True


def _replace(node: nodes.Element, instead: list[nodes.Node]) -> None:
    parent = node.parent
    if isinstance(parent, nodes.reference) and any(isinstance(n, nodes.reference) for n in instead):
        instead = [nodes.Text(child.astext()) for child in instead]
    if not isinstance(parent, nodes.TextElement) and instead:
        instead = [nodes.paragraph("", "", *instead)]
    parent[parent.index(node) : parent.index(node) + 1] = instead


def _size(node: nodes.Element) -> int:
    """Write sizes as attributes and classes: the page's own rules allow no inline style.

    Return how many percent of the column the picture or table fills.
    """
    share = 100
    for name in ("width", "height"):
        if name not in node:
            continue
        stated = post_images.stated_size(str(node[name]))
        del node[name]
        if stated.share and name == "width":
            share = stated.share
            node["classes"].append(f"w-{share}")
        elif stated.pixels:
            node[name] = stated.pixels
    return share


def _table(node: nodes.table, _context: PostContext) -> None:
    _size(node)
    node.attributes.pop("width", None)  # in pixels, it would be wider than a phone
    node.attributes.pop("height", None)


def _download(node: addnodes.download_reference, context: PostContext) -> None:
    asset = attachments.beside(context, str(node["reftarget"]), line_of(node), "link")
    if asset is None:
        unwrap(node)
        return
    link = nodes.reference("", "", *node.children, refuri=url_of(asset.address), internal=True)
    link["classes"] = ["download"]
    node.replace_self(link)


def _reference(node: addnodes.pending_xref, context: PostContext) -> None:
    """Turn a reference of a role or an option into a link to a post, or within the post."""
    target = str(node["reftarget"])
    kind = node["reftype"]
    leads_out = kind == "doc" or (kind in {"any", "myst"} and ("/" in target or "." in target))
    children = node.children if node.get("refexplicit") else []
    url = target if leads_out else f"#{target}"
    if kind == "eq":
        url = f"#equation-{fragment(target)}"
    link = nodes.reference("", "", *children, refuri=url)
    link.line, link["classes"] = node.line, node["classes"]
    if "reftitle" in node:
        link["reftitle"] = node["reftitle"]
    node.replace_self(link)
    _link(link, context)


def _formula(node: nodes.Element, context: PostContext) -> None:
    _hold_length(node, context.bounds.math, "characters in one formula")


def _hold_length(node: nodes.Element, limit: int, what: str) -> None:
    length = len(node.astext())
    if length > limit:
        raise OverrunError(line_of(node) or 1, length, limit, what)


def _literal(node: nodes.Element, context: PostContext) -> None:
    _hold_length(node, context.bounds.code, "characters in one block of code")


def _message(node: nodes.Element, _context: PostContext) -> None:
    node.parent.remove(node)


def _problematic(node: nodes.Element, _context: PostContext) -> None:
    _put(node, [nodes.Text(node.astext())])


_ADDRESSES = ("refuri", "uri", "reftarget")
_ACTS: dict[type[nodes.Node], Callable[..., None]] = {
    nodes.reference: _link,
    nodes.table: _table,
    nodes.image: _picture,
    nodes.literal: _literal,
    nodes.math: _formula,
    nodes.math_block: _formula,
    nodes.literal_block: _literal,
    nodes.system_message: _message,
    nodes.problematic: _problematic,
    addnodes.download_reference: _download,
    addnodes.pending_xref: _reference,
}
