"""Keys of other tools that say something here under other conditions, or have no effect.

Gathered from the documentation of the tools named, and of themes that many blogs use.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from publishing.frontmatter.day_in_path import day_in_address
from publishing.frontmatter.keys import CONTAINERS
from publishing.frontmatter.node import Entry, Scalar, Table, letters
from publishing.frontmatter.values import FLAGS


def is_ignored(written: str) -> bool:
    """Return whether other tools have a key of that name, which has no effect here."""
    return letters(written.partition(".")[0]) in _IGNORED


def holds_back(entry: Entry) -> bool:
    """Return whether an entry says that the post has no page: ``permalink: false`` of Eleventy."""
    value = entry.value
    is_false = isinstance(value, Scalar) and value.plain and value.text.lower() == "false"
    return is_false and letters(entry.key) == "permalink"


def states_day(entry: Entry) -> bool:
    """Return whether an entry is a day: ``published`` is one in Hugo, in Jekyll a truth value."""
    value = entry.value
    if letters(entry.key) not in {"published", "publish"} or not isinstance(value, Scalar):
        return False
    return value.text[:1].isdigit() and value.text not in FLAGS


def stated_day(entries: Iterable[Entry]) -> str | None:
    """Return the first day in the addresses that other tools let a post state."""
    for entry in entries:
        day = None
        if isinstance(entry.value, Table) and entry.key in CONTAINERS:
            day = stated_day(entry.value.entries)
        elif letters(entry.key) in _ADDRESSES and isinstance(entry.value, Scalar):
            day = day_in_address(entry.value.text)
        if day:
            return day
    return None


_JEKYLL: Final = """
    layout permalink collection excerpt_separator sitemap toc toc_sticky toc_label toc_icon
    header classes author_profile read_time reading_time share related sidebar mathjax math katex
    mermaid pin sticky search nav nav_order parent has_children show_date subtitle
    tumblr_url guid wordpress_id wordpress_url meta type id slug redirect_to seo twitter robots
    render_with_liquid liquid footer disqus dsq_thread_id image_caption image_credit
    image_figcaption
"""
_HUGO: Final = """
    cascade isCJKLanguage layouts linkTitle markup menu
    menus outputs resources sites translationKey url weight tableOfContents showToc tocOpen
    hideMeta hideSummary showReadingTime disableShare disableHLJS editPost ShowBreadCrumbs
    showFullContent hideComments license licence caption
"""
_PELICAN: Final = "template save_as translation"
_MATERIAL: Final = "hide icon pin readtime comments_count"
_ZOLA: Final = "path sort_by in_search_index insert_anchor_links page_template generate_feeds"
_ELEVENTY: Final = """
    eleventyNavigation eleventyComputed eleventyImport
    templateEngineOverride templateClass pagination
"""
_HEXO: Final = "disableNunjucks photos top swiper copyright mathjax top_img aside password_hint"
_GHOST: Final = """
    uuid codeinjection_head codeinjection_foot custom_template meta_title
    meta_description og_title og_description twitter_title twitter_description twitter_image
    email_subject primary_tag primary_author feature_image_caption
"""
_ABLOG_AND_SPHINX: Final = """
    location nocomments exclude orphan tocdepth nosearch no-search wiki file_format jupytext
    kernelspec sd_hide_title html_theme math_number_all enumerator numbering short_title
    license thumbnailOptions exports downloads
"""
_OTHERS: Final = """
    source original original_url hide_table_of_contents sidebar_label sidebar_position
    pagination_next pagination_prev toc_max_heading_level mdx image_width image_height
    author_url author_title author_image_url head
"""

IGNORED: Final = frozenset(
    f"{_JEKYLL} {_HUGO} {_PELICAN} {_MATERIAL} {_ZOLA} {_ELEVENTY} {_HEXO} {_GHOST} "
    f"{_ABLOG_AND_SPHINX} {_OTHERS}".split()
)
"""Read, and without effect. A key with a dot (``html_theme.sidebar``) counts by its first part."""
_IGNORED: Final = frozenset(map(letters, IGNORED))
_ADDRESSES: Final = frozenset({"path", "url", "permalink", "slug", "saveas", "link"})
"""Keys, without hyphens and underscores, of the address that a post has in another tool."""
