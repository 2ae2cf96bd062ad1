"""A post's file read for review: with its body, and even if its front matter is refused."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from publishing import address
from publishing.reading import heading
from publishing.reading.file_bounds import BOUNDS
from publishing.reading.findings import Findings
from publishing.reading.folder import file_of
from publishing.reading.frontmatter import read_front_matter
from publishing.reading.post import Post, read_post
from publishing.settings import Settings


def manuscript(root: Path, path: str, settings: Settings) -> Post | None:
    """Return the post at *path*, with its body, or nothing if there is no text to read.

    Of a post that is refused, only its body is known: so that one run names what is wrong in it
    as well.
    """
    try:
        data = file_of(root, path).read_bytes()
    except OSError:
        return None
    post, _ = read_post(path, data, settings)
    if post is not None:
        return post
    front = read_front_matter(data, BOUNDS, Findings(path))
    if front is None:
        return None
    docname = address.docname_of(path)
    lead = heading.leading(front.body)
    return Post(
        path=path,
        docname=docname,
        address=address.of_post(docname),
        title="",
        draft=True,
        body=heading.without(front.body, lead) if lead and lead.level == 1 else front.body,
        body_line=front.body_line,
        digest=sha256(data).hexdigest(),
    )
