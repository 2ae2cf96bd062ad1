"""How much a post may become: what is written once may be repeated thousands of times.

A title that a reference defines stands wherever it is used, the long form of an abbreviation at
each of its letters, and the whole post in a feed for each of its tags.
"""

from __future__ import annotations

from docutils import nodes

from publishing.policy.limits import OverrunError
from publishing.render.anchors import line_of
from publishing.render.context import PostContext


def hold_tree(document: nodes.document, context: PostContext) -> None:
    """Refuse a tree of more text than a page may have, before anything is written of it.

    :raises OverrunError: at the place where it is too much.
    """
    total, limit = 0, context.bounds.page
    for node in document.findall():
        if isinstance(node, nodes.Text):
            total += len(node)
        elif isinstance(node, nodes.Element):
            values = node.attributes.values()
            total += sum(len(value) for value in values if isinstance(value, str | list))
        if total > limit:
            position = node if isinstance(node, nodes.Element) else node.parent
            raise OverrunError(line_of(position) or 1, total, limit, "characters on its page")


def hold_html(page: str, feed: str, feeds: int, context: PostContext) -> bool:
    """Return whether the HTML of a post is short enough; if not, that is an error of it.

    :param feed: what stands in feeds.
    :param feeds: how many will hold it.
    """
    bounds = context.bounds
    length, copied = max(len(page), len(feed)), len(feed) * feeds
    if length > bounds.page:
        what = f"the page would have {length:,} characters of HTML; it may have {bounds.page:,}"
        context.refuse(None, "page-large", what, "split the post, or shorten it")
    elif copied > bounds.copies:
        what = f"{feeds} feeds would hold {copied:,} characters of this post"
        help = "shorten the post, or give it fewer tags, categories and authors"
        context.refuse(None, "feed-large", f"{what}; they may hold {bounds.copies:,}", help)
    else:
        return True
    return False
