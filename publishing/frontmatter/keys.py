"""The keys of front matter: each is declared here once, and nowhere else.

Reading, checking, suggestions, autofixes, the schema for editors and the table in CONTRIBUTING.md
walk these declarations. A new key is an entry here and a field of
:class:`publishing.model.post.Post`; to show it, a template says where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from publishing.frontmatter.kind import Kind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Key:
    """A key that a post can have.

    :ivar name: as the documentation writes it.
    :ivar aliases: what other tools call it, the first read first.
    :ivar opposites: keys of other tools that say the opposite (``published: false``).
    :ivar kind: what its value is.
    :ivar field: the field of a post that it fills, if it is not called like the key; nothing for
        one that is read with the body, the file's name or other keys (see ``post.py``).
    :ivar example: a value, as written in YAML.
    :ivar description: what it is, for contributors.
    :ivar effect: what the site does with it.
    """

    name: str
    kind: Kind
    field: str | None = ""
    example: str
    description: str
    effect: str
    aliases: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KEYS: Final[tuple[Key, ...]] = (
    Key(
        name="title",
        kind=Kind.TEXT,
        field=None,
        example="Why we write tests first",
        description=(
            "The title, as text: no Markdown, no HTML. A formula, `$x^2$`, is written out: x². "
            "Without it, the first heading, or else what the file is called."
        ),
        effect="Heads the page, lists, feeds and cards.",
    ),
    Key(
        name="date",
        kind=Kind.DATE,
        field=None,
        example="2026-05-01",
        description=(
            "The day, or the instant, of publication. A time without a zone is in the zone of "
            "the site. Without it, the day in the file's name or in the address it states; "
            "without that, the post has to say that it is a draft."
        ),
        effect="Nothing is published before it; posts are sorted by it.",
        aliases=_words("""
            publish_date pub_date published_date published_at date_published created_at
            created
            """),
    ),
    Key(
        name="updated",
        kind=Kind.DATE,
        example="2026-06-12",
        description="When the text last changed in a way that readers should know of.",
        effect="Shown beside the date, and told to feeds and search engines.",
        aliases=_words("""
            last_modified_at lastmod modified updated_at last_modified updated_date
            last_updated modified_date date_modified date_updated
            """),
    ),
    Key(
        name="expires",
        kind=Kind.DATE,
        example="2027-01-01",
        description="When the post is taken back.",
        effect="From then on it is on no page, in no feed and in no search.",
        aliases=_words("""
            expiry_date expiration_date expire_date expiry expiration expires_at expire_at
            unpublish_date unpublish unpublish_at
            """),
    ),
    Key(
        name="author",
        kind=Kind.NAMES,
        field="authors",
        example="[ann, Bo Lind]",
        description="Who wrote it: names, or ids of authors.yml.",
        effect="Each author has a byline, a page and a feed.",
        aliases=_words("authors"),
    ),
    Key(
        name="description",
        kind=Kind.DESCRIPTION,
        example="What a test is for, and what it is not for.",
        description=(
            "One or two sentences of plain text. Without it, what is above `<!-- more -->`, or the "
            "first text of the post."
        ),
        effect="Stands in lists, cards, feeds and search results.",
        aliases=_words("summary excerpt custom_excerpt"),
    ),
    Key(
        name="tags",
        kind=Kind.NAMES,
        example="[testing, craft]",
        description="What it is about. Upper and lower case make no difference.",
        effect="Each tag has a page and a feed.",
        aliases=_words("tag keywords"),
    ),
    Key(
        name="category",
        kind=Kind.NAMES,
        field="categories",
        example="Practice",
        description="The kind of post it is: one, seldom more.",
        effect="Each category has a page and a feed.",
        aliases=_words("categories"),
    ),
    Key(
        name="series",
        kind=Kind.NAME,
        example="Testing from the start",
        description="The name that the parts of a series share.",
        effect="The parts are listed together and link to each other.",
    ),
    Key(
        name="image",
        kind=Kind.IMAGE,
        example="bridge.jpg",
        description="A picture beside the post, or else one in _static.",
        effect="Heads the page and is shown where the post is shared.",
        aliases=_words("""
            og_image cover thumbnail hero images featured_image feature_image cover_image
            hero_image header_image image_path
            """),
    ),
    Key(
        name="image_alt",
        kind=Kind.DESCRIPTION,
        example="A wooden bridge, half built",
        description="The picture in words, for those who do not see it.",
        effect="Read out in place of the picture.",
        aliases=_words("""
            og_image_alt cover_alt thumbnail_alt hero_alt featured_image_alt feature_image_alt
            cover_image_alt hero_image_alt alt
            """),
    ),
    Key(
        name="draft",
        kind=Kind.FLAG,
        field=None,
        example="true",
        description="Whether the post is held back: a draft, or meant for a few only.",
        effect="A draft is on no page, in no feed and in no search.",
        aliases=_words("""
            is_draft private status visibility unlisted hidden password wip post_status
            encrypted headless build eleventy_exclude_from_collections
            """),
        opposites=_words("published blogpost publish listed public visible render"),
    ),
    Key(
        name="redirect_from",
        kind=Kind.OLD_ADDRESSES,
        example="[/2019/tests-first/]",
        description="Addresses on this site that the post once had.",
        effect="Each leads to the post.",
        aliases=_words("redirect redirects aliases alias"),
    ),
    Key(
        name="canonical",
        kind=Kind.WEB_ADDRESS,
        example="https://example.org/tests-first",
        description="Where the post first appeared, if that was elsewhere.",
        effect="Search engines are told to list that address.",
        aliases=_words("canonical_link canonical_url"),
    ),
    Key(
        name="external_link",
        kind=Kind.WEB_ADDRESS,
        example="https://example.org/talk",
        description="The page elsewhere that the post is about.",
        effect="The post links to it at its top.",
        aliases=_words("external_url"),
    ),
    Key(
        name="language",
        kind=Kind.LANGUAGE,
        example="en-GB",
        description="The language of the post, if it is not that of the site.",
        effect="Its quotation marks are set. Screen readers, browsers and search engines are told.",
        aliases=_words("lang locale"),
    ),
    Key(
        name="featured",
        kind=Kind.FLAG,
        example="true",
        description="Whether the front page shows the post first.",
        effect="The newest featured post heads the front page.",
    ),
    Key(
        name="comments",
        kind=Kind.FLAG,
        example="false",
        description="Whether readers can comment, where the site has comments.",
        effect="Nothing, until the site has comments.",
    ),
)

BY_NAME: Final = {key.name: key for key in KEYS}
TITLE: Final = BY_NAME["title"]
DATE: Final = BY_NAME["date"]
UPDATED: Final = BY_NAME["updated"]
DRAFT: Final = BY_NAME["draft"]
IMAGE: Final = BY_NAME["image"]
IMAGE_ALT: Final = BY_NAME["image_alt"]

REFUSED: Final[dict[str, str]] = {
    **dict.fromkeys(
        _words("""
            myst html_meta enable_extensions disable_syntax url_schemes sub_delimiters
            heading_anchors html_context extensions jinja execution_mode
            """),
        "remove it: a post does not configure the site",
    ),
    "substitutions": "remove it, and write the text where it belongs",
}
"""Refused, with what to do instead."""

CONTAINERS: Final = frozenset({"taxonomies", "extra", "params"})
"""Tables whose keys are read as if they stood outside."""

HTML_META: Final = {"description": "description", "keywords": "tags", "og:image": "image"}
"""What is read of ``html_meta``, as the plain keys."""
