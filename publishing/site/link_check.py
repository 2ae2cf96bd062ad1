"""Links inside the site that only the whole site can check."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from publishing.model.post import Post
from publishing.model.problem import Problem, warning
from publishing.model.target import SiteLink
from publishing.render.rendered_post import RenderedPost


def check_links(
    linking: Iterable[Post],
    posts: Iterable[Post],
    rendered: Mapping[str, RenderedPost],
    known: Collection[str],
) -> Iterator[Problem]:
    """Yield a warning for every link to an address or a heading that the site has not.

    :param linking: the posts whose links are checked.
    :param posts: all that they may link to.
    :param rendered: what was rendered of each of those, by its path.
    :param known: the address of every page and file of the site.
    """
    fragments = {post.address: rendered[post.path].ids for post in posts}
    for post in linking:
        for link in rendered[post.path].links:
            if found := _fault(link, known, fragments):
                code, what, mend = found
                yield warning(post.path, link.line, link.column, code, f"link: {what}", mend)


def _fault(
    link: SiteLink, known: Collection[str], fragments: Mapping[str, Collection[str]]
) -> tuple[str, str, str] | None:
    """Return the rule that a link breaks, what was found and what to write, or nothing."""
    where, _, written = link.address.removeprefix("/").partition("#")
    target, fragment = unquote(where.partition("?")[0]), unquote(written)
    if target not in known:
        if f"{target}/" in known:
            return "link-dead", f"nothing is at /{target}", f"write /{target}/"
        near = get_close_matches(target, known, 1, 0.8)
        mend = f"write /{near[0]}" if near else "link to a page that exists"
        return "link-dead", f"nothing is at /{target}", mend
    if fragment and target in fragments and fragment not in fragments[target]:
        near = get_close_matches(fragment, fragments[target], 1)
        mend = f"write #{near[0]}" if near else "link to a heading that exists"
        return "link-fragment", f"/{target} has no heading #{fragment}", mend
    return None
