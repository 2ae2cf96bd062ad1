"""The keys of front matter: the one table that reading, checking and documentation follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What a key's value is, in a contributor's words."""

    TEXT = "text"
    DESCRIPTION = "plain text"
    DATE = "a day or an instant (ISO 8601)"
    NAMES = "a list, or text with commas"
    NAME = "a name"
    FLAG = "true or false"
    IMAGE = "the name of a picture"
    LANGUAGE = "a language tag (BCP 47)"
    WEB_ADDRESS = "an http or https address"
    OLD_ADDRESSES = "a list of addresses on this site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that a post can have.

    :ivar name: as the documentation writes it.
    :ivar aliases: what other tools call it, the first read first.
    :ivar opposites: keys of other tools that say the opposite (``published: false``).
    :ivar kind: what its value is.
    :ivar example: a value, as written in YAML.
    :ivar description: what it is, for contributors.
    :ivar effect: what the site does with it.
    """

    name: str
    kind: Kind
    example: str
    description: str
    effect: str
    aliases: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()


KEYS: Final[tuple[Key, ...]] = (
    Key(
        name="title",
        kind=Kind.TEXT,
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
        example="2026-05-01",
        description=(
            "The day, or the instant, of publication. A time without a zone is in the zone of the "
            "site. Without it, the day in the file's name or in the address it states; without "
            "that, the post has to say that it is a draft."
        ),
        effect="Nothing is published before it; posts are sorted by it.",
        aliases=(
            *("publish_date", "pub_date", "published_date", "published_at"),
            *("date_published", "created_at", "created"),
        ),
    ),
    Key(
        name="updated",
        kind=Kind.DATE,
        example="2026-06-12",
        description="When the text last changed in a way that readers should know of.",
        effect="Shown beside the date, and told to feeds and search engines.",
        aliases=(
            *("last_modified_at", "lastmod", "modified", "updated_at", "last_modified"),
            *("updated_date", "last_updated", "modified_date", "date_modified", "date_updated"),
        ),
    ),
    Key(
        name="expires",
        kind=Kind.DATE,
        example="2027-01-01",
        description="When the post is taken back.",
        effect="From then on it is on no page, in no feed and in no search.",
        aliases=(
            *("expiry_date", "expiration_date", "expire_date", "expiry", "expiration"),
            *("expires_at", "expire_at", "unpublish_date", "unpublish", "unpublish_at"),
        ),
    ),
    Key(
        name="author",
        kind=Kind.NAMES,
        example="[ann, Bo Lind]",
        description="Who wrote it: names, or ids of authors.yml.",
        effect="Each author has a byline, a page and a feed.",
        aliases=("authors",),
    ),
    Key(
        name="description",
        kind=Kind.DESCRIPTION,
        example="What a test is for, and what it is not for.",
        description="One or two sentences of plain text. Without it, the first text of the post.",
        effect="Stands in lists, cards, feeds and search results.",
        aliases=("summary", "excerpt", "custom_excerpt"),
    ),
    Key(
        name="tags",
        kind=Kind.NAMES,
        example="[testing, craft]",
        description="What it is about. Upper and lower case make no difference.",
        effect="Each tag has a page and a feed.",
        aliases=("tag", "keywords"),
    ),
    Key(
        name="category",
        kind=Kind.NAMES,
        example="Practice",
        description="The kind of post it is: one, seldom more.",
        effect="Each category has a page and a feed.",
        aliases=("categories",),
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
        aliases=(
            *("og_image", "cover", "thumbnail", "hero", "images", "featured_image"),
            *("feature_image", "cover_image", "hero_image", "header_image", "image_path"),
        ),
    ),
    Key(
        name="image_alt",
        kind=Kind.DESCRIPTION,
        example="A wooden bridge, half built",
        description="The picture in words, for those who do not see it.",
        effect="Read out in place of the picture.",
        aliases=(
            *("og_image_alt", "cover_alt", "thumbnail_alt", "hero_alt", "featured_image_alt"),
            *("feature_image_alt", "cover_image_alt", "hero_image_alt", "alt"),
        ),
    ),
    Key(
        name="draft",
        kind=Kind.FLAG,
        example="true",
        description="Whether the post is held back: a draft, or meant for a few only.",
        effect="A draft is on no page, in no feed and in no search.",
        aliases=(
            *("is_draft", "private", "status", "visibility", "unlisted", "hidden", "password"),
            *("wip", "post_status", "encrypted", "headless", "build"),
            "eleventy_exclude_from_collections",
        ),
        opposites=("published", "blogpost", "publish", "listed", "public", "visible", "render"),
    ),
    Key(
        name="redirect_from",
        kind=Kind.OLD_ADDRESSES,
        example="[/2019/tests-first/]",
        description="Addresses on this site that the post once had.",
        effect="Each leads to the post.",
        aliases=("redirect", "redirects", "aliases", "alias"),
    ),
    Key(
        name="canonical",
        kind=Kind.WEB_ADDRESS,
        example="https://example.org/tests-first",
        description="Where the post first appeared, if that was elsewhere.",
        effect="Search engines are told to list that address.",
        aliases=("canonical_link", "canonical_url"),
    ),
    Key(
        name="external_link",
        kind=Kind.WEB_ADDRESS,
        example="https://example.org/talk",
        description="The page elsewhere that the post is about.",
        effect="The post links to it at its top.",
        aliases=("external_url",),
    ),
    Key(
        name="language",
        kind=Kind.LANGUAGE,
        example="en-GB",
        description="The language of the post, if it is not that of the site.",
        effect="Screen readers, browsers and search engines are told.",
        aliases=("lang", "locale"),
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

DATE: Final = next(key for key in KEYS if key.name == "date")
UPDATED: Final = next(key for key in KEYS if key.name == "updated")
DRAFT: Final = next(key for key in KEYS if key.name == "draft")
