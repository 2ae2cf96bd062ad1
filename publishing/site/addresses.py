"""Where everything on a site is, before any of it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publishing.library.library import Library
from publishing.library.targets import targets
from publishing.model import permalinks
from publishing.model.post import Post
from publishing.render.rendered_post import RenderedPost
from publishing.render.store import Store


def site_addresses(
    library: Library, rendered: Mapping[str, RenderedPost], store: Store
) -> Iterator[str]:
    """Yield every address of the site that a post may link to."""
    # Most checks find no link to an address, and need none of this.
    from publishing.pages.cards import Cards
    from publishing.pages.content import SiteContent
    from publishing.pages.feeds import Feeds
    from publishing.pages.registry import site_pages

    def rendered_of(post: Post) -> RenderedPost:
        return rendered[post.path]

    content = SiteContent(
        library=library,
        cards=Cards(library, rendered_of, lambda _post: None),
        rendered=rendered_of,
        text=store.text,
        remember=store.remember,
    )
    yield from (page.address for _, page in site_pages(content))
    yield from Feeds(content, lambda post: content.body(rendered_of(post).feed), "").addresses()
    for target in targets(library).values():
        if target.address is not None:
            yield target.address
    yield from (permalinks.SITEMAP, permalinks.ROBOTS)
    yield from (file.address for one in rendered.values() for file in one.files)
    yield from (image.address for image in library.images.values())
    for path in (library.root / permalinks.STATIC).rglob("*"):
        yield path.relative_to(library.root).as_posix()
