"""Keys of other tools that have no effect here, and those that no post may have.

Gathered from the documentation of the tools named, and of themes that many blogs use.
"""

from __future__ import annotations

from typing import Final

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

IGNORED: Final[frozenset[str]] = frozenset(
    " ".join(
        (
            _JEKYLL,
            _HUGO,
            _PELICAN,
            _MATERIAL,
            _ZOLA,
            _ELEVENTY,
            _HEXO,
            _GHOST,
            _ABLOG_AND_SPHINX,
            _OTHERS,
        )
    ).split()
)
"""Read, and without effect. A key with a dot (``html_theme.sidebar``) counts by its first part."""

_SITE: Final = "remove it: a post does not configure the site"
REFUSED: Final[dict[str, str]] = {
    "myst": _SITE,
    "html_meta": _SITE,
    "substitutions": "remove it, and write the text where it belongs",
    "enable_extensions": _SITE,
    "disable_syntax": _SITE,
    "url_schemes": _SITE,
    "sub_delimiters": _SITE,
    "heading_anchors": _SITE,
    "html_context": _SITE,
    "extensions": _SITE,
    "jinja": _SITE,
    "execution_mode": _SITE,
}
"""Refused, with what to do instead."""

CONTAINERS: Final = frozenset({"taxonomies", "extra", "params"})
"""Tables of Zola and Hugo whose keys are read as if they stood outside."""

HTML_META: Final[dict[str, str]] = {
    "description": "description",
    "keywords": "tags",
    "og:image": "image",
}
"""What is read of ``html_meta``, as the plain keys."""
