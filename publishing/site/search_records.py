"""What the search knows of the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from publishing.base import rendered_text
from publishing.base.cache import digest
from publishing.base.code_digest import code_digest
from publishing.model import permalinks
from publishing.model.taxonomy import Taxonomy
from publishing.pages.content import SiteContent
from publishing.pages.single import commonest
from publishing.render.store import Store
from publishing.render.text import Text
from publishing.search.record import Record
from publishing.search.search import Search

_TOPICS: Final = 12
"""Tags that are offered where nothing was found."""


def site_search(content: SiteContent, store: Store, jobs: int) -> tuple[Search, frozenset[str]]:
    """Return the search of a site, and the keys of what the cache must keep for it."""
    records = list(_records(content, store))
    topics = commonest(content.library, Taxonomy.TAG, _TOPICS)
    search = Search(
        records,
        [(tag.name, tag.address) for tag in topics],
        content.settings.language,
        store.index,
        code_digest(),
        jobs=jobs,
    )
    return search, search.keys.union(store.words.key(record.key) for record in records)


def _records(content: SiteContent, store: Store) -> Iterator[Record]:
    """Yield all posts and the pages, except home, which lists the others."""
    library, find = content.library, store.words.find

    def words_of(body: str) -> Text:
        return find(body, lambda: rendered_text.read(content.text(body)))

    for post in library.posts:
        assert post.date is not None
        rendered = content.rendered(post)
        yield Record(
            address=post.address,
            title=post.title,
            description=rendered.description(post),
            authors=tuple(term.name for term in library.authors_of(post)),
            tags=tuple(term.name for term in library.tags_of(post)),
            day=post.date.day.isoformat(),
            language=post.language or "",
            key=rendered.body,
            text=partial(words_of, rendered.body),
        )
    for page in content.ordinary:
        if page.docname != "index":
            key = digest(page.body)
            yield Record(
                address=permalinks.of_page(page.docname),
                title=page.title,
                description=page.description,
                key=key,
                text=partial(find, key, partial(rendered_text.read, page.body)),
            )
