"""What a page is about, for machines: JSON-LD in the words of https://schema.org.

Every function returns one node of the graph that :func:`render` writes. URLs are whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from markupsafe import Markup

from publishing.model.author import Person
from publishing.model.dates import Moment

Node: TypeAlias = dict[str, Any]


def posting(
    *,
    url: str,
    title: str,
    published: Moment,
    updated: Moment | None,
    authors: Sequence[Person],
    publisher: Person,
    description: str = "",
    image: str | None = None,
    language: str = "",
    section: str = "",
    keywords: Sequence[str] = (),
    words: int = 0,
    licence_url: str = "",
) -> Node:
    """Return a post. The publication is the author of one that names nobody."""
    organisation = _node("Organization", name=publisher.name, url=publisher.url)
    people = [_node("Person", name=person.name, url=person.url) for person in authors]
    return _node(
        "BlogPosting",
        headline=title,
        description=description,
        url=url,
        mainEntityOfPage=url,
        datePublished=published.isoformat(),
        dateModified=(updated or published).isoformat(),
        author=people or [organisation],
        publisher=organisation,
        image=image,
        inLanguage=language,
        articleSection=section,
        keywords=list(keywords),
        wordCount=words,
        license=licence_url,
    )


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Node:
    """Return the way to a page as names and URLs, the front page first, the page itself last."""
    steps = [
        _node("ListItem", position=position, name=name, item=url)
        for position, (name, url) in enumerate(trail, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=steps)


def profile(
    *, url: str, name: str, bio: str = "", image: str | None = None, links: Sequence[str] = ()
) -> Node:
    """Return an author's page. *links* are the same person elsewhere."""
    person = _node("Person", name=name, url=url, description=bio, image=image, sameAs=list(links))
    return _node("ProfilePage", url=url, mainEntity=person)


def collection(
    *, url: str, title: str, posts: Iterable[tuple[str, str]], description: str = ""
) -> Node:
    """Return a page that lists posts, given as titles and URLs in the order of the page."""
    items = [
        _node("ListItem", position=position, name=name, url=post)
        for position, (name, post) in enumerate(posts, start=1)
    ]
    listed = _node("ItemList", itemListElement=items)
    return _node("CollectionPage", url=url, name=title, description=description, mainEntity=listed)


def website(*, url: str, name: str, description: str = "", language: str = "") -> Node:
    """Return the site, for the front page: search engines show its name with every result."""
    return _node("WebSite", url=url, name=name, description=description, inLanguage=language)


def render(*nodes: Node) -> Markup:
    """Return the graph of the nodes, safe inside ``<script type="application/ld+json">``.

    Whatever could end the element, open a comment in it or end a line of script is written as
    an escape of JSON, which reads the same.
    """
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(text.encode(errors="replace").decode())  # noqa: S704 - the line above escapes


_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def _node(kind: str, **values: Any) -> Node:
    return {"@type": kind} | {name: value for name, value in values.items() if value}
