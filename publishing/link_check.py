"""Links inside the site that only the whole site can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from publishing.press.printed import Printed
from publishing.problem import Problem, warning
from publishing.shelf.library import Library


def check_links(
    library: Library, printed: Mapping[str, Printed], addresses: Iterable[str]
) -> Iterator[Problem]:
    """Yield a warning for every link to an address or a heading that the site has not.

    :param printed: what the press made of each published post, by its path.
    :param addresses: every page and file of the site.
    """
    known = set(addresses)
    fragments = {post.address: printed[post.path].ids for post in library.posts}
    for post in library.posts:
        for link in printed[post.path].links:
            where, _, fragment = link.address.removeprefix("/").partition("#")
            target = unquote(where.partition("?")[0])
            if target not in known:
                near = get_close_matches(target, known, 1, 0.8)
                mend = f"write /{near[0]}" if near else "link to a page that exists"
                if f"{target}/" in known:
                    mend = f"write /{target}/"
                yield warning(
                    post.path, link.line, 1, "link-dead", f"link: nothing is at /{target}", mend
                )
            elif fragment and target in fragments and unquote(fragment) not in fragments[target]:
                ids = fragments[target]
                near = get_close_matches(unquote(fragment), ids, 1)
                mend = f"write #{near[0]}" if near else "link to a heading that exists"
                yield warning(
                    post.path,
                    link.line,
                    1,
                    "link-fragment",
                    f"link: /{target} has no heading #{unquote(fragment)}",
                    mend,
                )
